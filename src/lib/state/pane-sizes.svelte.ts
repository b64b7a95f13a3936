import { browserStorage, parseStored, type SmallStorage } from './browser-storage';

/** A pane that the reader may make wider or narrower. */
export type Pane = 'side' | 'list';

/** CSS pixels, where text has the size that browsers give it at first. */
export const PANE_WIDTHS = {
	side: { min: 192, max: 384, standard: 256 },
	list: { min: 288, max: 560, standard: 400 }
} as const;

/** What the widths are shown on. */
interface Shown {
	readonly style: { setProperty(name: string, value: string): void; removeProperty(name: string): void };
}

const KEY = 'backlist-panes';
/** CSS pixels. */
const USUAL_TEXT = 16;
/** Text may be so many times as large as is usual, or as small. */
const MOST_SCALE = 4;

/**
 * Widths of the panes on this device, in CSS pixels. They are needed before the first paint, so they live in localStorage and are on the
 * page's root as `--side-width` and `--list-width`; a width that the reader has not chosen is the style sheet's, which follows the size of text.
 */
export class PaneSizes {
	readonly #storage: SmallStorage;
	readonly #scale: number;
	readonly #root: Shown | undefined;
	#chosen = $state.raw<Partial<Record<Pane, number>>>({});

	/**
	 * @param storage the browser's own, or none for this visit where the reader has blocked it
	 * @param textSize of the page's root, in CSS pixels
	 * @param root the page's own, where none is given
	 */
	constructor(storage: SmallStorage = browserStorage(), textSize = rootTextSize(), root?: Shown) {
		this.#storage = storage;
		this.#root = root;
		this.#scale = textSize / USUAL_TEXT;
		this.#chosen = chosenOf(parseStored(storage.getItem(KEY)));
	}

	get side(): number {
		return this.#widthOf('side');
	}

	get list(): number {
		return this.#widthOf('list');
	}

	/** How narrow and how wide a pane may be, in CSS pixels; large text takes more room. */
	limits(pane: Pane): { min: number; max: number } {
		const { min, max } = PANE_WIDTHS[pane];
		return { min: Math.round(min * this.#scale), max: Math.round(max * this.#scale) };
	}

	/** `size` in CSS pixels; one beyond the limits becomes the limit. */
	change(pane: Pane, size: number): void {
		this.#keep({ ...this.#chosen, [pane]: this.#within(pane, size) });
	}

	/** Gives the pane the width that it had at first. */
	reset(pane: Pane): void {
		this.#keep({ ...this.#chosen, [pane]: undefined });
	}

	/** Shows the widths on the page. */
	apply(root: Shown = this.#root ?? document.documentElement): void {
		for (const pane of ['side', 'list'] as const) {
			const width = this.#chosen[pane];
			if (width === undefined) root.style.removeProperty(`--${pane}-width`);
			else root.style.setProperty(`--${pane}-width`, `${this.#within(pane, width)}px`);
		}
	}

	#widthOf(pane: Pane): number {
		return this.#within(pane, this.#chosen[pane] ?? PANE_WIDTHS[pane].standard * this.#scale);
	}

	/** The text may have had another size when the width was chosen. */
	#within(pane: Pane, size: number): number {
		const { min, max } = this.limits(pane);
		return Math.round(Math.min(max, Math.max(min, size)));
	}

	#keep(chosen: Partial<Record<Pane, number>>): void {
		this.#chosen = chosen;
		this.#storage.setItem(KEY, JSON.stringify(chosen));
		this.apply();
	}
}

/** What was saved, as far as it makes sense. */
function chosenOf(value: unknown): Partial<Record<Pane, number>> {
	const saved = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	const widths: Partial<Record<Pane, number>> = {};
	for (const pane of ['side', 'list'] as const) {
		const width = saved[pane];
		const { min, max } = PANE_WIDTHS[pane];
		if (typeof width !== 'number') continue;
		if (width >= min / MOST_SCALE && width <= max * MOST_SCALE) widths[pane] = width;
	}
	return widths;
}

function rootTextSize(): number {
	return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || USUAL_TEXT;
}
