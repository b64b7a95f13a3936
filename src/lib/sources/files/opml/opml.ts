import { say, type Said } from '$lib/messages/problem-words';
import { folderOf } from '$lib/model/folder';
import { visibleLine } from '$lib/model/visible-text';
import { webAddress } from '$lib/model/web-address';
import type { FilePart, FileStart, OpenFile, Subscription } from '$lib/sources/files/file-format';
import { tellingOfLostLetters } from '$lib/sources/files/lost-letters';
import type { SkippedItem } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { markupOf } from '$lib/sources/xml/markup';
import { nameOf, outlinesOf, type Outline, type OutlineDamage } from './outlines';

/** Feeds of one list: nobody reads so many. */
export const MOST_SUBSCRIPTIONS = 10_000;
/** Outlines that are looked at, of whatever kind. */
const MOST_OUTLINES = 100_000;
/** Outlines that are told of one by one when they are passed over. */
const MOST_SKIPPED = 1000;
/** `feed://example.org/` and `feed:https://example.org/`, as some readers write addresses. */
const FEED_SCHEME = /^(?:web\+)?feeds?:(?:\/\/)?/i;

/**
 * A list of subscriptions as other readers write it. It is read by its tags alone, one by one, and not as a document: lists are
 * written by hand and by many programs, and one unescaped sign must not take a thousand feeds with it.
 * @see https://opml.org/spec2.opml
 */
export const opml = tellingOfLostLetters({ kind: 'opml', recognises, read });

function recognises({ text }: FileStart): boolean {
	if (!/<opml[\s>]/i.test(text)) return false;
	for (const { name } of markupOf(text)) if (name !== '') return name === 'opml';
	return false;
}

async function* read(file: OpenFile): AsyncGenerator<FilePart> {
	const text = await file.whole();
	const list = new List();
	const damage = takeAll(text, list);
	const subscriptions = [...list.byUrl.values()];
	if (subscriptions.length > 0 || list.skipped.length > 0) {
		yield { is: 'subscriptions', subscriptions, skipped: list.skipped };
	}
	for (const note of notesOf(damage, list)) yield { is: 'note', note };
	if (subscriptions.length === 0) throw noFeeds(file.name);
}

function takeAll(text: string, list: List): OutlineDamage {
	const outlines = outlinesOf(text);
	for (;;) {
		const next = outlines.next();
		if (next.done === true) return next.value;
		list.take(next.value);
		// What follows is not read, so nothing is known of it.
		if (list.isFull) return { unreadable: 0, isCutOff: false };
	}
}

/** Collects the feeds of a list, each once. */
class List {
	readonly byUrl = new Map<string, Subscription>();
	readonly skipped: SkippedItem[] = [];
	/** There is more than a list can have. */
	isFull = false;
	#position = -1;

	take({ attributes, folder, isOpen }: Outline): void {
		this.#position += 1;
		if (this.#position >= MOST_OUTLINES) this.isFull = true;
		const title = visibleLine(nameOf(attributes));
		const written = addressIn(attributes);
		if (written === undefined) {
			if (!isOpen && isLink(attributes)) this.#skip(say('opml_link', { title: title || '?' }));
			return;
		}
		const url = webAddress(written.trim().replace(FEED_SCHEME, withScheme));
		if (url === null) this.#skip(say('opml_no_address', { title: title || visibleLine(written, 80) }));
		else this.#add({ url, title, folder: folderOf(folder.length > 0 ? folder : ofCategory(attributes)) });
	}

	/** A feed may be in several folders: the first one counts. */
	#add(subscription: Subscription): void {
		const known = this.byUrl.get(subscription.url);
		if (known === undefined && this.byUrl.size >= MOST_SUBSCRIPTIONS) this.isFull = true;
		else if (known === undefined) this.byUrl.set(subscription.url, subscription);
		else if (known.folder.length === 0) known.folder = subscription.folder;
	}

	#skip(reason: Said): void {
		if (this.skipped.length < MOST_SKIPPED) this.skipped.push({ position: this.#position, reason });
	}
}

/** Of a feed; old lists have it in `url`. */
function addressIn(attributes: Outline['attributes']): string | undefined {
	const address = attributes.get('xmlurl');
	const isFeed = /^(?:rss|atom|feed)$/i.test(attributes.get('type')?.trim() ?? '');
	return address ?? (isFeed ? attributes.get('url') : undefined);
}

function isLink(attributes: Outline['attributes']): boolean {
	return attributes.has('url') || attributes.has('htmlurl');
}

/** `category="/Tech/Web,/Daily"` names places in a tree, the first of which is taken; a name without a slash is a tag. */
function ofCategory(attributes: Outline['attributes']): string[] {
	const categories = attributes.get('category')?.split(',') ?? [];
	const place = categories.map((category) => category.trim()).find((category) => category.startsWith('/'));
	return place?.split('/') ?? [];
}

/** What stands for a scheme of readers: nothing before an address that has its own. */
function withScheme(scheme: string, at: number, address: string): string {
	return /^https?:/i.test(address.slice(at + scheme.length)) ? '' : 'https://';
}

function notesOf({ unreadable, isCutOff }: OutlineDamage, { isFull }: List): Said[] {
	return [
		...(isFull ? [say('opml_too_many', { most: MOST_SUBSCRIPTIONS })] : []),
		...(isCutOff ? [say('opml_cut_off')] : []),
		...(unreadable > 0 ? [say('opml_damaged', { count: unreadable })] : [])
	];
}

function noFeeds(file: string): SourceError {
	return new SourceError('not-a-feed', say('opml_no_feeds', { file }), say('opml_no_feeds_advice'));
}
