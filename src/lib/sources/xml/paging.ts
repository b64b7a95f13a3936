import { say } from '$lib/messages/problem-words';
import type { Words } from '$lib/model/problem';
import { followPages } from '$lib/sources/follow-pages';
import { httpUrl } from '$lib/sources/http-url';
import type { FetchedText, SourceContext, SourceFeed, SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';

/** A link of Atom, in Atom or in RSS. */
export interface FeedLink {
	href?: string;
	rel?: string;
}

/** A page, and whether WordPress made it, so that there may be others that it does not name. */
export interface XmlPage extends SourcePage {
	isWordPress: boolean;
}

const WORDPRESS = /^https?:\/\/(?:[\w-]+\.)?wordpress\.(?:org|com)(?:[/?]|$)/i;

/**
 * Address of the page after this one, as the feed names it; null when it names none. A site that moved to https often
 * still writes http here, which a page on https may not fetch.
 * @param pageUrl absolute address of this page
 * @param base absolute address that the links are relative to
 * @see https://www.rfc-editor.org/rfc/rfc5005
 */
export function nextPage(
	links: readonly FeedLink[] | undefined,
	pageUrl: string,
	base: string
): string | null {
	const named = (relation: string) =>
		links?.find(({ rel, href }) => rel?.trim().toLowerCase() === relation && httpUrl(href, base) !== null);
	const next = httpUrl((named('next') ?? named('prev-archive'))?.href, base);
	if (next === null) return null;
	const [from, to] = [new URL(pageUrl), new URL(next)];
	if (from.protocol === 'https:' && from.host === to.host) to.protocol = 'https:';
	to.hash = '';
	return to.href;
}

/** Whether one of the addresses by which a feed names the program that made it is WordPress's. */
export function isWordPress(generators: readonly (string | undefined)[]): boolean {
	return generators.some((generator) => WORDPRESS.test(generator?.trim() ?? ''));
}

/**
 * Walks an archive as {@link followPages} does. WordPress names no next page, but has it at the same address with
 * `paged=2`: it is asked for, until there is none, or one that brings nothing new.
 * @throws SourceError as followPages does
 */
export async function* followXmlPages(
	feed: SourceFeed,
	from: string,
	context: Pick<SourceContext, 'fetchText'>,
	read: (answer: FetchedText) => XmlPage
): AsyncGenerator<SourcePage> {
	const guesses = new Guesses(context, read);
	yield* followPages(feed, from, { fetchText: (address) => guesses.fetchText(address) }, (answer) =>
		guesses.read(answer)
	);
}

/** The pages of a walk whose addresses were guessed. */
class Guesses {
	#guess: string | null = null;
	/** Stands for the page behind the last one. */
	#end: { answer: FetchedText; notes: Words[] } | null = null;
	readonly #seen = new Set<string>();

	constructor(
		readonly context: Pick<SourceContext, 'fetchText'>,
		readonly readPage: (answer: FetchedText) => XmlPage
	) {}

	async fetchText(address: string): Promise<FetchedText> {
		try {
			return await this.context.fetchText(address);
		} catch (error) {
			const notes = address === this.#guess ? notesOfEnd(error) : null;
			if (notes === null) throw error;
			this.#end = { answer: { url: address, text: '', mimeType: '' }, notes };
			return this.#end.answer;
		}
	}

	read(answer: FetchedText): SourcePage {
		if (answer === this.#end?.answer) {
			const { notes } = this.#end;
			return { description: {}, posts: [], skipped: [], next: null, total: null, notes };
		}
		const { isWordPress, ...page } = this.readPage(answer);
		const isNew = page.posts.some(({ post }) => !this.#seen.has(post.id));
		for (const { post } of page.posts) this.#seen.add(post.id);
		this.#guess = page.next === null && isWordPress && isNew ? pageAfter(answer.url) : null;
		return { ...page, next: page.next ?? this.#guess };
	}
}

/**
 * What to say when a guessed page fails: nothing when it is not there. Many sites let others read only what is there,
 * so that a page which may not be read is, most likely, not there either. Null for other failures.
 */
function notesOfEnd(error: unknown): Words[] | null {
	if (!(error instanceof SourceError)) return null;
	if (error.code === 'not-found') return [];
	if (error.code !== 'blocked-by-cors') return null;
	return [say('read_page_withheld_note')];
}

function pageAfter(address: string): string {
	const url = new URL(address);
	const page = Number(url.searchParams.get('paged') ?? 1);
	url.searchParams.set('paged', String(Number.isInteger(page) && page > 0 ? page + 1 : 2));
	url.hash = '';
	return url.href;
}
