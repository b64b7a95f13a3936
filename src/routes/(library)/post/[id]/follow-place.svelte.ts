import { afterNavigate, beforeNavigate } from '$app/navigation';
import { tick, untrack } from 'svelte';
import type { PostId } from '$lib/model/ids';
import type { ReadingPositions } from '$lib/state/reading-positions';
import { highlightIn } from '$lib/ui/highlights/highlight-address';
import { goToPlace, lengthOf, onReflow, placeAtTop, type Reflow } from '$lib/ui/text-place';

/** Milliseconds. */
const PLACE_PAUSE = 300;
/** Milliseconds for which what stands beneath the text may take to come. */
const LONGEST_WAIT = 10_000;
/** Member of a history entry: where the reader was when a link within the post led them away. */
const PLACE = 'backlist:place';

/** The text of a post that is on the screen; `showRest` shows what is cut off of it, null for nothing. */
interface ShownText {
	element: HTMLElement;
	of: PostId;
	showRest: (() => void) | null;
}

interface Followed {
	id: () => PostId;
	text: () => ShownText | null;
	scroller: () => HTMLElement | undefined;
	/** Something was searched. */
	isSearched: () => boolean;
	positions: ReadingPositions;
}

/**
 * Brings readers back to where they were in a post, keeps where they are, and leads to what an address names within it. To be
 * called while the page of posts is made.
 */
export function followPlace({ id, text, scroller, isSearched, positions }: Followed) {
	/** How the reader came to a post, once it is known. */
	let arrival = $state.raw<{ at: PostId | undefined; isBack: boolean } | null>(null);
	/** The post that was brought back to where the reader was. */
	let placed: PostId | null = null;
	/** Where they are in it now, as `placeAtTop` has it. */
	let place = 0;
	/** They are being brought there. */
	let isGoing = false;
	let leaving: ReturnType<typeof setTimeout> | undefined;
	let reflow: Reflow | null = null;

	afterNavigate(({ type, to }) => {
		const isBack = type === 'enter' || type === 'popstate';
		arrival = { at: to?.params?.id as PostId | undefined, isBack };
	});

	// A page that was drawn after the first navigation had ended does not hear of that.
	$effect(() => {
		const timer = setTimeout(() => (arrival ??= { at: id(), isBack: true }));
		return () => clearTimeout(timer);
	});

	/** What is on the screen of this post. */
	function shown(): { around: HTMLElement; element: HTMLElement; showRest: (() => void) | null } | null {
		const [around, current] = [scroller(), text()];
		return around === undefined || current?.of !== id() ? null : { around, ...current };
	}

	/** A new search, or a link to a part of the post, leads elsewhere than to where the reader was. */
	function startOf(isBack: boolean): number {
		const { hash } = location;
		if (highlightIn(hash) !== null) return 0;
		return isBack || (!isSearched() && hash === '') ? positions.of(id()) : 0;
	}

	$effect(() => {
		const here = shown();
		if (here === null || arrival?.at !== id() || placed === id()) return;
		const wanted = untrack(() => startOf(arrival?.isBack === true));
		if (here.showRest !== null && wanted > lengthOf(here.element)) {
			here.showRest();
			return;
		}
		placed = id();
		place = wanted;
		// After it was brought to its top.
		void tick().then(() => (wanted === 0 ? goToHash() : goBack(wanted)));
	});

	/** Where what stands beneath the text is not there yet, it is waited for, unless the reader moves on. */
	async function goBack(wanted: number): Promise<void> {
		const moved = new AbortController();
		const { signal } = moved;
		for (const type of ['wheel', 'pointerdown', 'keydown']) {
			addEventListener(type, () => moved.abort(), { signal, passive: true, capture: true });
		}
		const end = performance.now() + LONGEST_WAIT;
		// A look at the layout at each frame is for what comes at once.
		const soon = performance.now() + 1000;
		isGoing = true;
		for (let here = shown(); here !== null && !signal.aborted; here = shown()) {
			if (placed !== id() || goToPlace(here.around, here.element, wanted) || performance.now() > end) break;
			place = wanted;
			await new Promise<unknown>((goOn) =>
				performance.now() < soon ? requestAnimationFrame(goOn) : setTimeout(goOn, PLACE_PAUSE)
			);
		}
		moved.abort();
		isGoing = false;
	}

	function goToHash(): void {
		const { hash } = location;
		if (hash.length < 2 || highlightIn(hash) !== null) return;
		shown()
			?.element.querySelector(`[id="${CSS.escape(nameIn(hash))}"]`)
			?.scrollIntoView();
	}

	// In a window of another size, with other letters, the reader is where they were.
	$effect(() => {
		const here = shown();
		if (here === null) return;
		const followed = onReflow(here.element, () => {
			if (place > 0) goToPlace(here.around, here.element, place);
		});
		reflow = followed;
		return () => {
			followed.stop();
			reflow = null;
		};
	});

	/** Not at every frame: it takes a look at the layout. */
	function onScroll(): void {
		if (leaving !== undefined || isGoing || placed !== id()) return;
		leaving = setTimeout(keep, PLACE_PAUSE);
	}

	/** At once where the page is left: so short after the last scroll, too. */
	function keep(): void {
		if (leaving === undefined) return;
		clearTimeout(leaving);
		leaving = undefined;
		const here = shown();
		// What is first after a reflow is no place that the reader has chosen: they are about to be brought back.
		if (here === null || placed !== id() || reflow?.isDue() === true) return;
		place = placeAtTop(here.around, here.element);
		positions.keep(id(), place);
	}

	beforeNavigate(keep);

	/** A link within the post: going back leads to where it was pressed. */
	function onPress(event: MouseEvent): void {
		const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
		const here = shown();
		if (link === null || here === null) return;
		const state: unknown = history.state;
		history.replaceState({ ...(state as object | null), [PLACE]: placeAtTop(here.around, here.element) }, '');
	}

	/** Within the post: its own page stays, and only we know what scrolls. */
	function onBack({ state }: PopStateEvent): void {
		const from = (state as Record<string, unknown> | null)?.[PLACE];
		const at = id();
		requestAnimationFrame(() => {
			const here = shown();
			if (here === null || at !== id() || placed !== at) return;
			if (typeof from !== 'number') goToHash();
			else if (from > 0) goToPlace(here.around, here.element, from);
			else here.around.scrollTo({ top: 0 });
		});
	}

	return { onScroll, keep, onPress, onBack };
}

/** What a hash names; an address that is written wrongly names itself. */
function nameIn(hash: string): string {
	try {
		return decodeURIComponent(hash.slice(1));
	} catch {
		return hash.slice(1);
	}
}
