import { createContext } from 'svelte';
import { Archive } from './archive.svelte';
import { ArticleMatcher } from './article-matches';
import { Backups } from './backups.svelte';
import { takeDatabase } from './early-database';
import { Highlights } from './highlights.svelte';
import { LibraryHealth } from './library-health.svelte';
import { LibraryPresence } from './library-presence.svelte';
import { Library } from './library.svelte';
import { Listening } from './listening.svelte';
import { MediaPlaces } from './media-places';
import { Offline } from './offline.svelte';
import type { OfflineMedia } from './offline-media.svelte';
import { OpenPost } from './open-post.svelte';
import { PaneSizes } from './pane-sizes.svelte';
import { PostComments } from './post-comments.svelte';
import { PostList } from './post-list.svelte';
import { ReadingPositions } from './reading-positions';
import { RecentSearches } from './recent-searches.svelte';
import { RelatedPosts } from './related-posts';
import { Settings } from './settings.svelte';
import { StorageState } from './storage-state.svelte';
import { SearchSuggestions } from './suggestions.svelte';
import { SyncPreferences } from './sync-preferences.svelte';
import { Syncing } from './syncing.svelte';
import { Trouble } from './trouble.svelte';
import { lateWorkers, startBackupWorker } from './workers';

/** Milliseconds after which the workers start in any case, as on pages without a list. */
const LATEST_START = 600;
/** Milliseconds within which the search begins, also where there is nothing to search yet. */
const LATEST_SEARCH = 3000;

/** Everything that the screen shows, made once for the page. */
export class App {
	/** As the person who hosts this app named it. */
	title = $state('Backlist');
	readonly presence: LibraryPresence;
	readonly health: LibraryHealth;
	readonly library: Library;
	readonly list: PostList;
	readonly archive: Archive;
	readonly suggestions: SearchSuggestions;
	readonly recentSearches = new RecentSearches();
	readonly positions = new ReadingPositions();
	readonly panes = new PaneSizes();
	readonly mediaPlaces = new MediaPlaces();
	readonly listening = new Listening();
	readonly related: RelatedPosts;
	readonly articleMatcher: ArticleMatcher;
	readonly openPost: OpenPost;
	readonly highlights: Highlights;
	readonly syncing: Syncing;
	readonly preferences: SyncPreferences;
	readonly comments: PostComments;
	readonly trouble = new Trouble();
	readonly offline = new Offline();
	readonly storage: StorageState;
	readonly settings: Settings;
	readonly backups: Backups;
	/** Pictures and sound for a life without network; null until the reader has something to see, and where nothing can be kept. */
	offlineMedia = $state.raw<OfflineMedia | null>(null);
	/** Start searching and syncing, which wait until the reader has something to see. */
	readonly beginSearch: () => void;
	readonly beginSync: () => void;

	#isKeeping = false;

	constructor() {
		const db = takeDatabase();
		const { tell, tellOfWorker } = this.trouble;
		this.presence = new LibraryPresence(db, tell);
		this.storage = new StorageState(db, tell);
		this.library = new Library(db, tell, (feeds) => this.presence.remember(feeds));
		this.openPost = new OpenPost(db, tell);
		this.highlights = new Highlights(db, tell);
		const { search, sync, beginSearch, beginSync } = lateWorkers(tellOfWorker);
		this.beginSearch = beginSearch;
		this.beginSync = () => {
			beginSync();
			void this.#beginKeeping(db, sync.media, tell);
		};
		this.list = new PostList(db, search, tell, beginSearch);
		this.archive = new Archive(search);
		this.suggestions = new SearchSuggestions(search);
		this.articleMatcher = new ArticleMatcher(search);
		this.related = new RelatedPosts(search);
		this.syncing = new Syncing(sync);
		this.health = new LibraryHealth(sync);
		db.onDamage = this.health.hear;
		this.preferences = new SyncPreferences(db, sync, tell);
		this.comments = new PostComments(sync, this.preferences);
		this.settings = new Settings();
		this.backups = new Backups(db, this.settings, startBackupWorker, tell);
	}

	async #beginKeeping(...[db, media, tell]: ConstructorParameters<typeof OfflineMedia>): Promise<void> {
		if (this.#isKeeping) return;
		this.#isKeeping = true;
		const { OfflineMedia } = await import('./offline-media.svelte');
		if (!OfflineMedia.isPossible) return;
		this.offlineMedia = new OfflineMedia(db, media, tell);
		this.offlineMedia.start(this);
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
			this.presence.start(),
			this.health.start(),
			this.library.start(),
			this.preferences.start(),
			this.offline.start(onNetwork),
			this.syncing.startInterval(),
			this.backups.start(),
			startWithin(LATEST_START, this.beginSync),
			startWithin(LATEST_SEARCH, this.beginSearch)
		];
		void this.syncing.start(configUrl).then((config) => (this.title = config?.title ?? this.title));
		return () => {
			for (const stop of stops) stop();
		};
	}
}

/** @returns a function that calls it off. */
function startWithin(milliseconds: number, start: () => void): () => void {
	const timer = setTimeout(start, milliseconds);
	return () => clearTimeout(timer);
}

/** The app of the component tree. */
export const [getApp, setApp] = createContext<App>();
