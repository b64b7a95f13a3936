import type { Comment } from '$lib/model/comment';
import { COMMENTS, writeComments } from '$lib/sources/json-feed/comments';
import type { SourceKind } from '$lib/model/feed';
import { writeFeed, writeItem, type JsonMembers } from '$lib/sources/json-feed/members';
import type { WholePost } from '$lib/store/whole-posts';
import { ownSummary } from './own-summary';
import { NOTHING_LEFT_OUT, type Export, type WriteExport } from './export-format';

const VERSION = 'https://jsonfeed.org/version/1.1';
/** Of posts of several feeds, what their feeds say is not inherited. */
const NOTHING_INHERITED = { authors: [], language: null };
/** Every file has a type, says the specification; other kinds of feeds do not ask for one. */
const ANY_TYPE = 'application/octet-stream';
/** What our own extension is about, as the specification asks. */
const ABOUT = 'The feed that this post was taken from, and its id there.';

/**
 * One JSON Feed with everything, comments too.
 * @see https://www.jsonfeed.org/version/1.1/
 */
export const jsonFeed: WriteExport = async (what, output) => {
	await output.write(beginningOf(feedObject(what, { feed_url: what.address })));
	let comma = '';
	for await (const saved of what.posts) {
		const item = itemOf(saved, what, await what.commentsOf(saved.post));
		await output.write(`${comma}\n${JSON.stringify(item)}`);
		comma = ',';
	}
	await output.write('\n]}\n');
	return NOTHING_LEFT_OUT;
};

/** A feed without its items; `page` has members of this file, of which those that are null are left out. */
export function feedObject(what: Export, page: JsonMembers): JsonMembers {
	const feed: JsonMembers = what.only === null ? { title: what.title } : writeFeed(what.only);
	const ofPage = Object.entries(page).filter(([, value]) => value !== null);
	const { hubs, ...rest }: JsonMembers = { version: VERSION, ...feed, ...Object.fromEntries(ofPage) };
	// Hubs know a feed by the address that it had.
	return what.address !== null || hubs === undefined ? rest : { ...rest, hubs };
}

/** The text of a feed up to its first item. */
export function beginningOf(feed: JsonMembers): string {
	return `${JSON.stringify(feed).slice(0, -1)},"items":[`;
}

/** A post as an item, with the comments on it. Among those of several feeds it has a name that no other has. */
export function itemOf(saved: WholePost, what: Export, comments: readonly Comment[]): JsonMembers {
	const { only, feeds } = what;
	const said = only === null ? itemAmongAll(saved, what) : writeItem(saved.post, saved.body, only);
	const summary = said.summary === undefined ? ownSummary(saved.post, saved.body) : null;
	const item = withTypes(summary === null ? said : { ...said, summary }, feeds.get(saved.post.feedId)?.kind);
	if (comments.length === 0) return item;
	return { ...item, [COMMENTS]: writeComments(comments, feeds.get(saved.post.feedId)?.url) };
}

/** What a JSON Feed said stays as it said it. */
function withTypes(item: JsonMembers, kind: SourceKind | undefined): JsonMembers {
	const { attachments } = item;
	if (kind === 'json-feed' || !Array.isArray(attachments)) return item;
	const typed = attachments.map((file: object) =>
		'mime_type' in file ? file : { ...file, mime_type: ANY_TYPE }
	);
	return { ...item, attachments: typed };
}

function itemAmongAll({ post, body }: WholePost, { feeds }: Export): JsonMembers {
	const feed = feeds.get(post.feedId);
	const item = writeItem(post, body, NOTHING_INHERITED);
	const source = {
		about: ABOUT,
		id: post.guid,
		title: feed?.title,
		url: feed?.url,
		home_page_url: feed?.homeUrl,
		// Where the post was before it came to that feed, by an export like this one.
		_backlist: item._backlist
	};
	return {
		...item,
		id: nameAmongAll(post, feed?.url),
		_backlist: source
	};
}

/** What a post is called in a file with posts of several feeds, of which two may call a post the same. */
export function nameAmongAll({ guid, feedId }: { guid: string; feedId: string }, feedUrl?: string): string {
	return `${feedUrl ?? feedId}#${guid}`;
}
