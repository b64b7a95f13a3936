import { createContext } from 'svelte';
import { Database } from '$lib/store/database';
import { ArticleMatcher } from './article-matches';
import { Library } from './library.svelte';
import { Offline } from './offline.svelte';
import { OpenPost } from './open-post.svelte';
import { PostList } from './post-list.svelte';
import { RecentSearches } from './recent-searches.svelte';
import { Settings } from './settings.svelte';
import { StorageState } from './storage-state.svelte';
import { SearchSuggestions } from './suggestions.svelte';
import { Syncing } from './syncing.svelte';
import { Trouble } from './trouble.svelte';
import { startSearchWorker, startSyncWorker } from './workers';

/** Everything that the screen shows, made once for the page. */
export class App {
	/** As the person who hosts this app named it. */
	title = $state('Backlist');
	readonly library: Library;
	readonly list: PostList;
	readonly suggestions: SearchSuggestions;
	readonly recentSearches = new RecentSearches();
	readonly articleMatcher: ArticleMatcher;
	readonly openPost: OpenPost;
	readonly syncing: Syncing;
	readonly trouble = new Trouble();
	readonly offline = new Offline();
	readonly storage = new StorageState();
	readonly settings: Settings;

	constructor() {
		const db = new Database();
		const { tell, tellOfWorker } = this.trouble;
		this.library = new Library(db, tell);
		this.openPost = new OpenPost(db, tell);
		const search = startSearchWorker(tellOfWorker);
		this.list = new PostList(db, search, tell);
		this.suggestions = new SearchSuggestions(search);
		this.articleMatcher = new ArticleMatcher(search);
		this.syncing = new Syncing(startSyncWorker(tellOfWorker));
		this.settings = new Settings();
	}

	/**
	 * Shows what is stored and syncs what is due.
	 * @param configUrl absolute address of `config.json`
	 * @returns a function that ends it.
	 */
	start(configUrl: string): () => void {
		const onNetwork = (isOnline: boolean) => {
			this.syncing.setOnline(isOnline);
			if (isOnline && !this.syncing.isStarting) void this.syncing.syncDue();
		};
		const stops = [this.trouble.start(), this.library.start(), this.offline.start(onNetwork)];
		void this.syncing.start(configUrl).then((config) => (this.title = config?.title ?? this.title));
		return () => {
			for (const stop of stops) stop();
		};
	}
}

/** The app of the component tree. */
export const [getApp, setApp] = createContext<App>();
