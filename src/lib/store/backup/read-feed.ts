import type { Author } from '$lib/model/author';
import type { Checkpoint, Followed, SourceKind, SyncOutcome } from '$lib/model/feed';
import { folderOf } from '$lib/model/folder';
import { feedIdOf, type FeedId } from '$lib/model/ids';
import { isWebAddress } from '$lib/model/web-address';
import { fromTheStart, hostOf, isStandIn } from '$lib/store/sound/feed';
import { readProblem, readSaidNotes } from './read-said';
import type { KeptFeed } from './format';
import {
	amount,
	amountOrNull,
	damaged,
	flag,
	id,
	language,
	line,
	lines,
	list,
	memberOf,
	membersOf,
	moment,
	oneOf,
	orNull,
	rareFlag,
	personAddress,
	plainJson,
	prose,
	text,
	textOrNull,
	texts,
	webAddress,
	type Members
} from './members';

/** Categories that have a place in the tree: sources give half as many at most. */
const MOST_PLACED = 10_000;
const KINDS: readonly SourceKind[] = ['json-feed', 'wordpress', 'rss', 'atom', 'rdf', 'page'];

/**
 * A feed of a backup, checked member by member; what it holds besides is left out. Saving goes through here too, so that
 * whatever is saved can be restored.
 * @throws DamagedRecordError
 */
export function readFeed(value: unknown): KeptFeed {
	const feed = membersOf(value, 'feed');
	const isFromFile = flag(feed, 'isFromFile');
	const identity = identityOf(feed, isFromFile);
	return {
		...identity,
		kind: oneOf(feed, 'kind', KINDS),
		title: line(feed, 'title') || (hostOf(identity.url) ?? 'A feed without a name'),
		homeUrl: webAddress(feed, 'homeUrl'),
		description: prose(feed, 'description'),
		authors: readAuthors(feed),
		language: language(feed, 'language'),
		icon: webAddress(feed, 'icon'),
		favicon: webAddress(feed, 'favicon'),
		expired: flag(feed, 'expired'),
		categoryParents: categoryParents(feed),
		addedAt: moment(feed, 'addedAt'),
		checkpoint: orNull(feed, 'checkpoint', readCheckpoint(identity.url)),
		lastSync: orNull(feed, 'lastSync', readOutcome),
		followed: orNull(feed, 'followed', readFollowed),
		isRelayed: flag(feed, 'isRelayed'),
		isFromFile,
		isPaused: flag(feed, 'isPaused'),
		isFollowed: flag(feed, 'isFollowed'),
		...folder(feed),
		...rareFlag(feed, 'loadsPictures'),
		...extensionsIn(feed)
	};
}

/** Not in older backups. @throws DamagedRecordError */
function extensionsIn(feed: Members): Pick<KeptFeed, 'extensions'> {
	const extensions = memberOf(feed, 'extensions');
	if (extensions == null) return {};
	const read = plainJson(membersOf(extensions, 'extensions'), 'extensions');
	return { extensions: read as Record<string, unknown> };
}

/** @throws DamagedRecordError */
export function readAuthors(members: Members): Author[] {
	return list(members, 'authors', (entry) => {
		const author = membersOf(entry, 'authors');
		return {
			name: line(author, 'name'),
			url: personAddress(author, 'url'),
			avatar: webAddress(author, 'avatar')
		};
	});
}

/** The address of a feed in a file may be the name of the file, and that of one whose own was lost stands in for it. */
function identityOf(feed: Members, isFromFile: boolean): Pick<KeptFeed, 'id' | 'url'> {
	const url = text(feed, 'url');
	const isFile = isFromFile && url.startsWith('file:');
	if (!isFile && !(isWebAddress(url) && URL.canParse(url))) throw damaged('url', 'the address of a feed');
	const own = id(feed, 'id') as FeedId;
	if (own !== feedIdOf(url) && !isStandIn({ id: own, url }))
		throw damaged('id', 'that of the feed’s address');
	return { id: own, url };
}

/** Not there for a feed in none. */
function folder(feed: Members): Pick<KeptFeed, 'folder'> {
	if (memberOf(feed, 'folder') === undefined) return {};
	const names = folderOf(texts(feed, 'folder'));
	return names.length > 0 ? { folder: names } : {};
}

function categoryParents(feed: Members): Record<string, string> {
	const parents = membersOf(memberOf(feed, 'categoryParents'), 'categoryParents');
	const names = Object.keys(parents)
		.filter((name) => name !== '__proto__')
		.slice(0, MOST_PLACED);
	return Object.fromEntries(names.map((name) => [name.toWellFormed(), text(parents, name)]));
}

/** From the start where it says no address: a walk that cannot go on would fail for ever. */
function readCheckpoint(feedUrl: string): (checkpoint: Members) => Checkpoint {
	return (checkpoint) => {
		const next = webAddress(checkpoint, 'next');
		const read = { pages: amount(checkpoint, 'pages'), total: amountOrNull(checkpoint, 'total') };
		return next === null ? fromTheStart(feedUrl) : { next, ...read };
	};
}

function readFollowed(followed: Members): Followed {
	const comments = membersOf(memberOf(followed, 'comments'), 'comments');
	return {
		since: text(followed, 'since'),
		comparedAt: moment(followed, 'comparedAt'),
		comments: readComments(comments)
	};
}

/** All of them anew where it says no address to go on from. */
function readComments(comments: Members): Followed['comments'] {
	const [next, since] = [textOrNull(comments, 'next'), textOrNull(comments, 'since')];
	const address = webAddress(comments, 'next');
	return next !== null && address === null ? { next: null, since: null } : { next: address, since };
}

function readOutcome(outcome: Members): SyncOutcome {
	return {
		at: moment(outcome, 'at'),
		added: amount(outcome, 'added'),
		updated: amount(outcome, 'updated'),
		skipped: amount(outcome, 'skipped'),
		skippedReasons: lines(outcome, 'skippedReasons'),
		withdrawn: amount(outcome, 'withdrawn'),
		comments: amount(outcome, 'comments'),
		requests: amount(outcome, 'requests'),
		bytes: amount(outcome, 'bytes'),
		stopped: oneOf(outcome, 'stopped', ['paused', 'cancelled', null] as const),
		notes: lines(outcome, 'notes'),
		error: orNull(outcome, 'error', readProblem),
		...readSaidNotes(outcome)
	};
}
