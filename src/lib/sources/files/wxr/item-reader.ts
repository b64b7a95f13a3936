import { say, type Said } from '$lib/messages/problem-words';
import { feedIdOf } from '$lib/model/ids';
import type { IncomingPost } from '$lib/model/post';
import type { Words } from '$lib/model/problem';
import { visibleLine } from '$lib/model/visible-text';
import { revisionOf } from '$lib/sources/revision';
import type { FileFeed, FilePart, PostsPart, ReadOptions } from '$lib/sources/files/file-format';
import { commentsOf } from './comments';
import { TooManyElements } from './elements';
import { readItem, type WxrItem } from './item';
import { fateOf } from './kinds';
import { LONGEST_ITEM, type WxrPiece } from './pieces';
import { postOf, type WxrSurroundings } from './post';
import type { Survey } from './survey';

/** Posts in one part, and items left out and UTF-16 units after which a part ends before it has so many. */
const PART_POSTS = 100;
const PART_SKIPPED = 1000;
const PART_LENGTH = 2_000_000;
/** No longer id is kept as it is, in UTF-16 units. */
const LONGEST_ID = 2000;
/** Kinds of entries that are named. */
const MOST_KINDS = 5;
/** In UTF-16 units. */
const LONGEST_KIND = 40;

type Fault = Extract<WxrPiece, { is: 'fault' }>['fault'];

/** Makes parts of the items of one export, which it is handed one after the other. */
export class ItemReader {
	readonly #around: WxrSurroundings;
	#position = 0;
	#length = 0;
	#part: Omit<PostsPart, 'feed'> = emptyPart();
	readonly #guids = new Set<string>();
	/** Entries of kinds that are not read. */
	readonly #others = { count: 0, kinds: new Set<string>() };

	constructor(
		readonly feed: FileFeed,
		survey: Pick<Survey, 'head' | 'attachments' | 'patterns'>,
		readonly options: ReadOptions
	) {
		const { head, attachments, patterns } = survey;
		this.#around = { head, attachments, patterns, feedId: feedIdOf(feed.url), now: options.now };
	}

	get isFull(): boolean {
		const { posts, skipped } = this.#part;
		return posts.length >= PART_POSTS || skipped.length >= PART_SKIPPED || this.#length >= PART_LENGTH;
	}

	takePart(): FilePart {
		const part = this.#part;
		this.#part = emptyPart();
		this.#length = 0;
		return { is: 'posts', feed: this.feed, ...part };
	}

	/** An item that cannot be read. */
	skip(fault: Fault): void {
		const number = this.#position + 1;
		const isTooLong = fault === 'wxr_item_too_long';
		this.#skip(isTooLong ? say(fault, { number, millions: LONGEST_ITEM / 1e6 }) : say(fault, { number }));
		this.#position += 1;
	}

	/** Nothing that the item holds makes it throw. */
	read(xml: string): void {
		const number = this.#position + 1;
		try {
			this.#take(readItem(xml), number);
		} catch (error) {
			if (error instanceof TooManyElements) this.#skip(say('item_too_many_elements', { number }));
			else {
				const reason = visibleLine(error instanceof Error ? error.message : String(error));
				this.#skip(say('item_unreadable', { number, reason }));
			}
		}
		this.#position += 1;
	}

	/** What the reader should know of the file, once all of it has been read. */
	notes(isCutOff: boolean): Words[] {
		const notes: Said[] = [];
		const { count: entries, kinds } = this.#others;
		if (entries > 0) notes.push(say('wxr_other_kinds', { entries, kinds: [...kinds].join(', ') }));
		if (isCutOff) notes.push(say('wxr_cut_off', { items: this.#position }));
		return notes;
	}

	#take(item: WxrItem, number: number): void {
		const fate = fateOf(item);
		if (fate === 'other-kind') this.#countOther(item.type);
		const isLeftOut = fate === 'unpublished' && !this.options.withUnpublished;
		if (isLeftOut) this.#part.unpublished += 1;
		if (isLeftOut || fate === 'other-kind' || fate === 'passed-over') return;
		const guid = guidOf(item);
		if (guid === '') this.#skip(say('wxr_item_no_id', { number }));
		else if (this.#guids.has(guid)) this.#skip(say('item_same_id', { number, id: visibleLine(guid, 80) }));
		else this.#keep(item, postOf(item, guid, this.#around));
	}

	#keep(item: WxrItem, incoming: IncomingPost): void {
		const { feedId, now } = this.#around;
		const { id: postId, url } = incoming.post;
		const comments = commentsOf(item, { feedId, postId, url, now });
		this.#guids.add(incoming.post.guid);
		this.#part.posts.push(incoming);
		for (const comment of comments) this.#part.comments.push(comment);
		this.#length += incoming.body.html.length + incoming.body.text.length;
		this.#length += comments.reduce((sum, { html }) => sum + html.length, 0);
	}

	#countOther(type: string): void {
		this.#others.count += 1;
		if (this.#others.kinds.size < MOST_KINDS) this.#others.kinds.add(visibleLine(type, LONGEST_KIND));
	}

	#skip(reason: Said): void {
		this.#part.skipped.push({ position: this.#position, reason });
	}
}

function emptyPart(): Omit<PostsPart, 'feed'> {
	return { posts: [], comments: [], starred: [], read: [], skipped: [], unpublished: 0 };
}

/**
 * What WordPress calls a post; for want of a number what it called it in feeds, or its address. '' for nothing. A page is told apart: the
 * site lists its posts alone, and would seem to have taken it down.
 */
function guidOf({ id, type, text }: WxrItem): string {
	if (id !== null) return type === 'post' ? String(id) : `${type}:${id}`;
	const name = text('guid').trim() || text('link').trim();
	return name.length <= LONGEST_ID ? name : `hash:${revisionOf(name)}`;
}
