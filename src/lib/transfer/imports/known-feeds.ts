import type { Feed } from '$lib/model/feed';
import { feedIdOf, type FeedId } from '$lib/model/ids';
import type { FileFeed } from '$lib/sources/files/file-format';
import type { Database } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import { sameAddress, spellingsOf } from './same-address';

/** The formats in which a WordPress offers one and the same feed. */
const FORMAT_OF_FEED = /\/feed\/(?:rss2?|rdf|atom)\/?$/;
/** What has some posts of a blog alone, or none of them. */
const PART_OF_BLOG = /\/(?:category|tag|author|comments)\//;

/** The feeds that are kept, by the addresses at which files may know them. */
export class KnownFeeds {
	/** Those that are synced go before those of files. */
	readonly #byAddress = new Map<string, Feed>();
	readonly #byHome = new Map<string, Feed[]>();
	readonly #synced = new Map<FeedId, Feed>();

	static async of(db: Database): Promise<KnownFeeds> {
		const known = new KnownFeeds();
		for (const feed of await listFeeds(db)) known.add(feed);
		return known;
	}

	add(feed: Feed): void {
		if (!feed.isFromFile) this.#synced.set(feed.id, feed);
		for (const address of addressesOf(feed)) {
			if (!feed.isFromFile || !this.#byAddress.has(address)) this.#byAddress.set(address, feed);
		}
		if (feed.homeUrl === null || PART_OF_BLOG.test(feed.url)) return;
		const home = sameAddress(feed.homeUrl);
		this.#byHome.set(home, [...(this.#byHome.get(home) ?? []), feed]);
	}

	/**
	 * The feed that is kept of the blog that a file has posts of, if one is: that at the same address, however that is written and
	 * whatever its format, or else the only one of the same blog.
	 */
	feedFor(feed: FileFeed): Feed | undefined {
		const itself = this.#synced.get(feedIdOf(feed.url));
		if (itself !== undefined || feed.url.startsWith('file:')) return itself;
		const { kind, selfUrl = null } = feed;
		const ofItself = selfUrl === null ? [] : addressesOf({ kind, url: selfUrl });
		for (const address of [...ofItself, ...addressesOf(feed)]) {
			const known = this.#byAddress.get(address);
			if (known !== undefined) return known;
		}
		return this.#onlyOneOfBlog(feed);
	}

	/** What says which feed it is may be another one of the blog. Pages go to what files brought of their blog, too. */
	#onlyOneOfBlog({ url, selfUrl = null, kind, description }: FileFeed): Feed | undefined {
		if (selfUrl !== null) return undefined;
		const home = description.homeUrl ?? url;
		const feeds = PART_OF_BLOG.test(url) ? [] : (this.#byHome.get(sameAddress(home)) ?? []);
		const synced = feeds.filter(({ isFromFile }) => !isFromFile);
		const ofFiles = kind === 'page' && synced.length === 0 ? feeds : [];
		const [only, ...others] = [...synced, ...ofFiles];
		return others.length === 0 ? only : undefined;
	}
}

function addressesOf(feed: Pick<Feed, 'kind' | 'url'>): string[] {
	return spellingsOf(feed).map((address) => address.replace(FORMAT_OF_FEED, '/feed'));
}
