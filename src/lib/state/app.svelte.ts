import { createContext } from 'svelte';
import { Database } from '$lib/store/database';
import { ArticleMatcher } from './article-matches';
import { Library } from './library.svelte';
import { Offline } from './offline.svelte';
import { OpenPost } from './open-post.svelte';
import { PostComments } from './post-comments.svelte';
import { PostList } from './post-list.svelte';
import { RecentSearches } from './recent-searches.svelte';
import { Settings } from './settings.svelte';
import { StorageState } from './storage-state.svelte';
import { SearchSuggestions } from './suggestions.svelte';
import { SyncPreferences } from './sync-preferences.svelte';
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
	readonly preferences: SyncPreferences;
	readonly comments: PostComments;
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
		const sync = startSyncWorker(tellOfWorker);
		this.syncing = new Syncing(sync);
		this.preferences = new SyncPreferences(db, sync, tell);
		this.comments = new PostComments(sync, this.preferences);
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
		const stops = [
			this.trouble.start(),
			this.library.start(),
			this.preferences.start(),
			this.offline.start(onNetwork),
			this.syncing.startInterval()
		];
		void this.syncing.start(configUrl).then((config) => (this.title = config?.title ?? this.title));
		return () => {
			for (const stop of stops) stop();
		};
	}
}

/** The app of the component tree. */
export const [getApp, setApp] = createContext<App>();
