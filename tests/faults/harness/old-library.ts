import { categoryKey } from '$lib/model/category';
import { feedIdOf, postIdOf, type FeedId } from '$lib/model/ids';
import { SITE_TITLE, type FaultySite } from './faulty-site';
import type { OldLibrary } from './old-schema';
import type { SiteItem } from './site-content';

/** Every so manieth post is read, and every so manieth starred. */
const [READ, STARRED] = [7, 11];

/** All posts of the site, as version 3 would have kept them after a sync at `now` (UTC milliseconds). */
export function oldLibraryOf(site: FaultySite, now: number): OldLibrary {
	const feedId = feedIdOf(site.feedUrl);
	const items = site.posts.map((post) => site.content.itemOf(post));
	const counts = new Map<string, number>();
	for (const tag of items.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
	const marks = items.flatMap(({ id }, i) => {
		const [readAt, starredAt] = [i % READ === 0 ? now : 0, i % STARRED === 0 ? now : 0];
		const mark = { id: postIdOf(feedId, id), readAt, starredAt, changedAt: now, sequence: i + 1 };
		return readAt + starredAt > 0 ? [mark] : [];
	});
	return {
		feeds: [oldFeed(feedId, site.feedUrl, items.length, now)],
		posts: items.map((item) => oldPost(feedId, item, now)),
		bodies: items.map(({ id, content_html: html }) => ({
			id: postIdOf(feedId, id),
			feedId,
			html,
			text: html.replace(/<[^>]*>/g, ' ').trim(),
			extensions: null
		})),
		marks,
		categories: [...counts].map(([name, count]) => ({ feedId, key: categoryKey(name), name, count })),
		meta: [{ key: 'sequence', value: 1 }],
		counters: [{ key: 'marks', value: items.length }],
		// Nothing is synced before it is asked for.
		settings: [{ key: 'sync', value: { interval: null, comments: 'never', relay: '' } }]
	};
}

function oldFeed(id: FeedId, url: string, postCount: number, now: number): object {
	return {
		id,
		kind: 'json-feed',
		url,
		title: SITE_TITLE,
		homeUrl: null,
		description: '',
		authors: [],
		language: null,
		icon: null,
		favicon: null,
		expired: false,
		categoryParents: {},
		addedAt: now,
		postCount,
		checkpoint: null,
		lastSync: {
			at: now,
			added: postCount,
			updated: 0,
			skipped: 0,
			skippedReasons: [],
			withdrawn: 0,
			comments: 0,
			requests: 1,
			bytes: 1,
			stopped: null,
			notes: [],
			error: null
		},
		followed: null,
		isRelayed: false,
		isFromFile: false,
		isPaused: false,
		retryAt: 0,
		failures: 0
	};
}

function oldPost(feedId: FeedId, item: SiteItem, now: number): object {
	return {
		id: postIdOf(feedId, item.id),
		feedId,
		guid: item.id,
		url: item.url,
		externalUrl: null,
		title: item.title,
		authors: item.authors.map(({ name }) => ({ name, url: null, avatar: null })),
		authorKeys: item.authors.map(({ name }) => categoryKey(name)),
		publishedAt: Date.parse(item.date_published),
		hasOwnDate: true,
		updatedAt: null,
		categories: item.tags,
		categoryKeys: item.tags.map(categoryKey),
		tags: [],
		excerpt: '',
		language: null,
		image: null,
		thumbnail: null,
		bannerImage: null,
		wordCount: 100,
		attachments: [],
		firstSeenAt: now,
		withdrawnAt: null,
		revision: 'as version 3 read it',
		sequence: 1
	};
}
