import { browserStorage, parseStored, type SmallStorage } from './browser-storage';

/** What Chromium hands to a page that can be installed; TypeScript does not know it. */
interface InstallPrompt extends Event {
	prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

/** How this app comes among the reader's other apps: by press here, by the share menu of iOS, perhaps by a menu of the browser. */
export type InstallWay = 'installed' | 'press' | 'home-screen' | 'menu';

const KEY = 'backlist-install';
/** Milliseconds after the first visit before the app is offered: nobody installs what they do not know. */
const ACQUAINTED = 24 * 3_600_000;

/** Whether this app is installed, and how it can be. */
export class Installation {
	readonly #storage: SmallStorage;
	/** UTC milliseconds of the first visit. */
	readonly #since: number;
	readonly #isAcquainted: boolean;
	#isDeclined = $state(false);
	#isInstalled = $state(false);
	#prompt = $state.raw<InstallPrompt | null>(null);

	/**
	 * @param now UTC milliseconds
	 * @param storage without it: the browser's own, or none for this visit where the reader has blocked it
	 */
	constructor(now: number, storage: SmallStorage = browserStorage()) {
		this.#storage = storage;
		const { since, isDeclined } = keptOf(parseStored(storage.getItem(KEY)), now);
		this.#since = since;
		this.#isAcquainted = now - since >= ACQUAINTED;
		this.#isDeclined = isDeclined;
		this.#keep();
	}

	get way(): InstallWay {
		if (this.#isInstalled) return 'installed';
		if (this.#prompt !== null) return 'press';
		// Only Safari on iOS has it.
		return 'standalone' in navigator ? 'home-screen' : 'menu';
	}

	/** Whether to say beside the list that it can be installed: once, until the reader says anything to it. */
	get isOffered(): boolean {
		return this.way === 'press' && this.#isAcquainted && !this.#isDeclined;
	}

	/** @returns a function that ends the watching. */
	start(): () => void {
		const listening = new AbortController();
		const { signal } = listening;
		const own = matchMedia('(display-mode: standalone), (display-mode: minimal-ui)');
		const look = () => (this.#isInstalled = own.matches || isOnHomeScreen());
		look();
		own.addEventListener('change', look, { signal });
		const keep = (event: Event) => {
			// Or the browser asks by itself, and over the page.
			event.preventDefault();
			this.#prompt = event as InstallPrompt;
		};
		addEventListener('beforeinstallprompt', keep, { signal });
		addEventListener('appinstalled', () => (this.#isInstalled = true), { signal });
		return () => listening.abort();
	}

	/** Lets the browser ask; only within a press. */
	async install(): Promise<void> {
		const prompt = this.#prompt;
		if (prompt === null) return;
		// Each can be shown once; the browser gives another one when it sees fit.
		this.#prompt = null;
		this.decline();
		await prompt.prompt();
	}

	/** The reader has heard of it. */
	decline(): void {
		this.#isDeclined = true;
		this.#keep();
	}

	#keep(): void {
		this.#storage.setItem(KEY, JSON.stringify({ since: this.#since, isDeclined: this.#isDeclined }));
	}
}

function isOnHomeScreen(): boolean {
	return (navigator as { standalone?: boolean }).standalone === true;
}

/** What was kept, as far as it makes sense. */
function keptOf(value: unknown, now: number): { since: number; isDeclined: boolean } {
	const kept = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	const { since, isDeclined } = kept;
	return {
		since: typeof since === 'number' && since <= now ? since : now,
		isDeclined: isDeclined === true
	};
}
