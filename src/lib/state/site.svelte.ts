import { isColor, type Accent, type Accents } from '$lib/model/accent';
import type { SiteConfig } from '$lib/sync/site-config';
import { browserStorage, parseStored, type SmallStorage } from './browser-storage';

const KEY = 'backlist-site';
const PARTS = { accent: '--accent', weak: '--accent-weak', on: '--on-accent' } as const;

/** What the person who hosts this app has made of it. As it was at the last visit, until `config.json` has come: nothing flickers. */
export class Site {
	title = $state('Backlist');
	/** Whether readers may add feeds of their own. */
	mayAdd = $state(true);
	readonly #storage: SmallStorage;

	constructor(storage: SmallStorage = browserStorage()) {
		this.#storage = storage;
		const kept = (parseStored(storage.getItem(KEY)) ?? {}) as Record<string, unknown>;
		if (typeof kept.title === 'string') this.title = kept.title;
		this.mayAdd = kept.mayAdd !== false;
		const accents = (kept.accents ?? {}) as Record<keyof Accents, unknown>;
		show({ light: accentIn(accents.light), dark: accentIn(accents.dark) });
	}

	take({ title, mayAdd, accents }: SiteConfig): void {
		this.title = title;
		this.mayAdd = mayAdd;
		this.#storage.setItem(KEY, JSON.stringify({ title, mayAdd, accents }));
		show(accents);
		// By this iOS names what it puts on the home screen.
		document.querySelector('meta[name="apple-mobile-web-app-title"]')?.setAttribute('content', title);
	}
}

/** Of what was kept; null for anything else. */
function accentIn(value: unknown): Accent | null {
	const { accent, weak, on } = (value ?? {}) as Partial<Record<keyof Accent, unknown>>;
	return isColor(accent) && isColor(weak) && isColor(on) ? { accent, weak, on } : null;
}

/** A side without a colour of its own keeps ours. */
function show({ light, dark }: Accents, root: HTMLElement = document.documentElement): void {
	for (const [part, token] of Object.entries(PARTS) as [keyof Accent, string][]) {
		if (light === null && dark === null) root.style.removeProperty(token);
		else
			root.style.setProperty(
				token,
				`light-dark(${(light ?? OURS.light)[part]}, ${(dark ?? OURS.dark)[part]})`
			);
	}
}

/** As in tokens.css. */
const OURS: Record<keyof Accents, Accent> = {
	light: { accent: '#0f5a6b', weak: '#d9e9eb', on: '#ffffff' },
	dark: { accent: '#84c9da', weak: '#173239', on: '#0b1d22' }
};
