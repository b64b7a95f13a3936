import type { Author } from '$lib/model/author';
import type { Checkpoint, Followed, SourceKind, SyncOutcome } from '$lib/model/feed';
import { feedIdOf, type FeedId } from '$lib/model/ids';
import { isStandIn } from '$lib/store/sound/feed';
import type { KeptFeed } from './format';
import {
	amount,
	amountOrNull,
	damaged,
	flag,
	id,
	language,
	list,
	memberOf,
	membersOf,
	moment,
	oneOf,
	orNull,
	personAddress,
	text,
	texts,
	textOrNull,
	webAddress,
	type Members
} from './members';

const KINDS: readonly SourceKind[] = ['json-feed', 'wordpress', 'rss', 'atom', 'rdf'];

/**
 * A feed of a backup, checked member by member; what it holds besides is left out. Saving goes through here too, so that
 * whatever is saved can be restored.
 * @throws DamagedRecordError
 */
export function readFeed(value: unknown): KeptFeed {
	const feed = membersOf(value, 'feed');
	const isFromFile = flag(feed, 'isFromFile');
	return {
		...identityOf(feed, isFromFile),
		kind: oneOf(feed, 'kind', KINDS),
		title: text(feed, 'title'),
		homeUrl: webAddress(feed, 'homeUrl'),
		description: text(feed, 'description'),
		authors: readAuthors(feed),
		language: language(feed, 'language'),
		icon: webAddress(feed, 'icon'),
		favicon: webAddress(feed, 'favicon'),
		expired: flag(feed, 'expired'),
		categoryParents: categoryParents(feed),
		addedAt: moment(feed, 'addedAt'),
		checkpoint: orNull(feed, 'checkpoint', readCheckpoint),
		lastSync: orNull(feed, 'lastSync', readOutcome),
		followed: orNull(feed, 'followed', readFollowed),
		isRelayed: flag(feed, 'isRelayed'),
		isFromFile,
		isPaused: flag(feed, 'isPaused'),
		isFollowed: flag(feed, 'isFollowed')
	};
}

/** @throws DamagedRecordError */
export function readAuthors(members: Members): Author[] {
	return list(members, 'authors', (entry) => {
		const author = membersOf(entry, 'authors');
		return {
			name: text(author, 'name'),
			url: personAddress(author, 'url'),
			avatar: webAddress(author, 'avatar')
		};
	});
}

/** The address of a feed in a file may be the name of the file, and that of one whose own was lost stands in for it. */
function identityOf(feed: Members, isFromFile: boolean): Pick<KeptFeed, 'id' | 'url'> {
	const url = text(feed, 'url');
	const isFile = isFromFile && url.startsWith('file:');
	if (!isFile && webAddress(feed, 'url') === null) throw damaged('url', 'the address of a feed');
	const own = id(feed, 'id') as FeedId;
	if (own !== feedIdOf(url) && !isStandIn({ id: own, url }))
		throw damaged('id', 'that of the feed’s address');
	return { id: own, url };
}

function categoryParents(feed: Members): Record<string, string> {
	const parents = membersOf(memberOf(feed, 'categoryParents'), 'categoryParents');
	const names = Object.keys(parents).filter((name) => name !== '__proto__');
	return Object.fromEntries(names.map((name) => [name.toWellFormed(), text(parents, name)]));
}

function readCheckpoint(checkpoint: Members): Checkpoint {
	return {
		next: text(checkpoint, 'next'),
		pages: amount(checkpoint, 'pages'),
		total: amountOrNull(checkpoint, 'total')
	};
}

function readFollowed(followed: Members): Followed {
	const comments = membersOf(memberOf(followed, 'comments'), 'comments');
	return {
		since: text(followed, 'since'),
		comparedAt: moment(followed, 'comparedAt'),
		comments: { next: textOrNull(comments, 'next'), since: textOrNull(comments, 'since') }
	};
}

function readOutcome(outcome: Members): SyncOutcome {
	return {
		at: moment(outcome, 'at'),
		added: amount(outcome, 'added'),
		updated: amount(outcome, 'updated'),
		skipped: amount(outcome, 'skipped'),
		skippedReasons: texts(outcome, 'skippedReasons'),
		withdrawn: amount(outcome, 'withdrawn'),
		comments: amount(outcome, 'comments'),
		requests: amount(outcome, 'requests'),
		bytes: amount(outcome, 'bytes'),
		stopped: oneOf(outcome, 'stopped', ['paused', 'cancelled', null] as const),
		notes: texts(outcome, 'notes'),
		error: orNull(outcome, 'error', (error) => ({
			code: text(error, 'code'),
			message: text(error, 'message'),
			advice: text(error, 'advice')
		}))
	};
}
