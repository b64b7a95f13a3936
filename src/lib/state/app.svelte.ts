import type { Remote } from 'comlink';
import { createContext } from 'svelte';
import { Archive } from './archive.svelte';
import { ArticleMatcher } from './article-matches';
import type { Backups } from './backups.svelte';
import type { ChosenMarks } from './chosen-marks.svelte';
import type { Database } from '$lib/store/database';
import type { MediaService } from '$lib/sync/media/media-service';
import { takeDatabase } from './early-database';
import type { Exports } from './exports.svelte';
import { Highlights } from './highlights.svelte';
import type { Imports } from './imports.svelte';
import { Installation } from './installation.svelte';
import type { LinkPages } from './link-pages.svelte';
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
import { Site } from './site.svelte';
import { StorageState } from './storage-state.svelte';
import { SearchSuggestions } from './suggestions.svelte';
import { SyncPreferences } from './sync-preferences.svelte';
import { Syncing } from './syncing.svelte';
import { Trouble } from './trouble.svelte';
import { lateWorkers, startBackupWorker, startTransferWorker } from './workers';

/** Milliseconds after which the workers start in any case, as on pages without a list. */
const LATEST_START = 600;
/** Milliseconds within which the search begins, also where there is nothing to search yet. */
const LATEST_SEARCH = 3000;
/** Milliseconds after which automatic backups begin. */
const BACKUPS_FROM = 2000;

/** Everything that the screen shows, made once for the page. */
export class App {
	readonly site = new Site();
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
	readonly installation = new Installation(Date.now());
	readonly storage: StorageState;
	readonly settings: Settings;
	/** Null until {@link importsBy}. */
	imports = $state.raw<Imports | null>(null);
	/** Null until {@link linksBy}. */
	links = $state.raw<LinkPages | null>(null);
	/** Null until {@link backupsBy}. */
	backups = $state.raw<Backups | null>(null);
	/** Pictures and sound for a life without network; null until the reader has something to see, and where nothing can be kept. */
	offlineMedia = $state.raw<OfflineMedia | null>(null);
	#exports: Exports | null = null;
	#chosenMarks: ChosenMarks | null = null;
	readonly #db: Database;
	/** Start searching and syncing, which wait until the reader has something to see. */
	readonly beginSearch: () => void;
	readonly beginSync: () => void;

	/** Nothing can be kept here, or the code for it has not come. */
	hasNoOfflineMedia = $state(!('caches' in globalThis));
	readonly #media: Remote<MediaService>;
	/** There is something to see, and time for all the rest: see {@link begin}. */
	hasBegun = $state(false);

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
		this.beginSync = beginSync;
		// There is nothing to see before it has brought something.
		if (this.presence.isFirstVisit) beginSync();
		this.#media = sync.media;
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
		this.#db = db;
	}

	/** As the person who hosts this app named it. */
	get title(): string {
		return this.site.title;
	}

	/** Whether pictures can be kept is known by now. */
	get knowsOfflineMedia(): boolean {
		return this.offlineMedia !== null || this.hasNoOfflineMedia;
	}

	/** What waits until the reader has something to see may come now. */
	begin(): void {
		if (this.hasBegun) return;
		this.hasBegun = true;
		void this.#beginKeeping();
	}

	async #beginKeeping(): Promise<void> {
		try {
			const { OfflineMedia } = await import('./offline-media.svelte');
			this.hasNoOfflineMedia = !OfflineMedia.isPossible;
			if (this.hasNoOfflineMedia) return;
			this.offlineMedia = new OfflineMedia(this.#db, this.#media, this.trouble.tell);
			this.offlineMedia.start(this);
		} catch (error) {
			this.hasNoOfflineMedia = true;
			throw error;
		}
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
			this.library.start(),
			this.offline.start(onNetwork, () => this.backups !== null && this.backups.running !== null),
			this.installation.start(),
			this.syncing.startInterval(),
			this.#startBackups(),
			startWithin(LATEST_START, this.beginSync),
			this.#startLater(),
			startWithin(LATEST_SEARCH, this.beginSearch)
		];
		void this.syncing.start(configUrl, (config) => this.site.take(config));
		return () => {
			for (const stop of stops) stop();
		};
	}

	/** Saving and restoring, made once: whoever needs it brings the code, which few visits do. */
	backupsBy(Made: typeof Backups): Backups {
		this.backups ??= new Made(this.#db, this.settings, startBackupWorker, this.trouble.tell);
		return this.backups;
	}

	/** Taking files in, made once as {@link backupsBy} does. */
	importsBy(Made: typeof Imports): Imports {
		this.imports ??= new Made(
			(onFailure) => startTransferWorker(onFailure, 'imports'),
			() => void this.syncing.goOn()
		);
		return this.imports;
	}

	/** Writing posts to files, made once as {@link backupsBy} does. */
	exportsBy(Made: typeof Exports): Exports {
		this.#exports ??= new Made((onFailure) => startTransferWorker(onFailure, 'exports'));
		return this.#exports;
	}

	/** Marking chosen posts, made once as {@link backupsBy} does: what was marked can be undone after a look elsewhere. */
	chosenMarksBy(Made: typeof ChosenMarks): ChosenMarks {
		this.#chosenMarks ??= new Made(this.#db, this.trouble.tell);
		return this.#chosenMarks;
	}

	/** Fetching the pages of links, made once as {@link backupsBy} does. */
	linksBy(Made: typeof LinkPages): LinkPages {
		this.links ??= new Made((onFailure) => startTransferWorker(onFailure, 'links'));
		return this.links;
	}

	/** What the first rows do not wait for. @returns a function that ends it. */
	#startLater(): () => void {
		let stops: (() => void)[] = [];
		const callOff = startWithin(
			LATEST_START,
			() => (stops = [this.preferences.start(), this.health.start()])
		);
		return () => {
			callOff();
			for (const stop of stops) stop();
		};
	}

	/** Automatic ones are due at some time of a visit. @returns a function that ends them. */
	#startBackups(): () => void {
		let stop = () => {};
		const begin = async () => {
			const { Backups } = await import('./backups.svelte');
			stop = this.backupsBy(Backups).start();
		};
		const callOff = startWithin(BACKUPS_FROM, () => void begin());
		return () => {
			callOff();
			stop();
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
