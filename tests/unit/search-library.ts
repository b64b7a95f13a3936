import type { FeedId, PostId } from '$lib/model/ids';
import { viewOf } from '$lib/model/view';
import type { Correction } from '$lib/search/answer';
import { SearchEngine } from '$lib/search/match/search-engine';
import type { SearchablePost } from '$lib/search/index/searchable-post';

/** An id for a short name, and back: tests say `both`, the index wants 24 hexadecimal digits. */
export function idOf(name: string): PostId {
	return Array.from(name, (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'))
		.join('')
		.padEnd(24, '0') as PostId;
}

export function nameOf(id: PostId): string {
	return (id.match(/../g) ?? [])
		.filter((byte) => byte !== '00')
		.map((byte) => String.fromCharCode(parseInt(byte, 16)))
		.join('');
}

/** @param name short, of Latin letters and digits */
export function post(name: string, parts: Partial<SearchablePost> = {}): SearchablePost {
	return {
		id: idOf(name),
		feedId: 'feed' as FeedId,
		publishedAt: 0,
		title: '',
		categories: [],
		tags: [],
		authors: [],
		text: '',
		hasImage: false,
		hasAudio: false,
		hasComments: false,
		isWithdrawn: false,
		isRead: false,
		isStarred: false,
		...parts
	};
}

export interface Found {
	/** Names, in order. */
	ids: string[];
	corrections: Pick<Correction, 'typed' | 'taken'>[];
	isEmpty: boolean;
}

/** A search engine that is asked by the text of the search box, or by an address. */
export class TestEngine extends SearchEngine {
	/** @param address search part of the library's address, such as `is=unread` */
	search(query: string, address = '', opened: string[] = []): Found {
		const findings = this.find({ ...viewOf(new URLSearchParams(address)), query }, opened.map(idOf));
		return {
			ids: this.page(findings, 0, findings.ranking.length).map(nameOf),
			corrections: findings.corrections.map(({ typed, taken }) => ({ typed, taken })),
			isEmpty: findings.isEmpty
		};
	}
}

export function engineOf(...posts: SearchablePost[]): TestEngine {
	const engine = new TestEngine();
	if (posts.length > 0) engine.add(posts);
	return engine;
}

/** Posts p0, p1, … with these bodies. */
export const texts = (...all: string[]) => engineOf(...all.map((text, i) => post(`p${i}`, { text })));
