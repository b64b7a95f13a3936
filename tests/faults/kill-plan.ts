import { Random } from '../bench/random';
import type { Killed } from './harness/killable-browser';

/** What is killed, and during what. */
export const VARIANTS = ['renderer', 'browser', 'first-page', 'upgrade', 'install'] as const;
export type Variant = (typeof VARIANTS)[number];

/** What `npm run soak` was asked for. */
export interface KillOptions {
	/** The same seed gives the same site, the same reader and the same moments. */
	seed: number;
	/** How many kills at least; null for the few of `npm test`. */
	kills: number | null;
	only: Variant | null;
	/** The only run of each variant to do, from 1; null for all. */
	run: number | null;
}

/** One test: a browser that is killed once or twice. */
export interface Run {
	variant: Variant;
	/** From 1. */
	number: number;
	/** Gives this run's own numbers, whatever other runs there are. */
	random: Random;
	/** How `npm run soak` does it again. */
	name: string;
}

const IN_TESTS: Record<Variant, number> = {
	renderer: 2,
	browser: 2,
	'first-page': 1,
	upgrade: 1,
	install: 1
};
/** Of a hundred kills. */
const IN_SOAK: Record<Variant, number> = {
	renderer: 38,
	browser: 38,
	'first-page': 10,
	upgrade: 10,
	install: 4
};
/** By what name `npm run soak` hands them over, and one process to the next: all of them need one seed. */
const ENVIRONMENT = 'BACKLIST_KILLS';

/** Playwright asks in several processes, of which the first decides. */
export function killOptions(): KillOptions {
	const given = process.env[ENVIRONMENT];
	if (given !== undefined) return JSON.parse(given) as KillOptions;
	const options = { seed: Date.now() % 1_000_000, kills: null, only: null, run: null };
	process.env[ENVIRONMENT] = JSON.stringify(options);
	return options;
}

/** The runs of these variants that were asked for. */
export function runsOf(...variants: Variant[]): Run[] {
	const { seed, only, run } = killOptions();
	return variants
		.filter((variant) => only === null || variant === only)
		.flatMap((variant) =>
			Array.from({ length: countOf(variant) }, (_, i) => ({
				variant,
				number: i + 1,
				random: new Random(seed, VARIANTS.indexOf(variant), i + 1),
				name: `--seed=${seed} --only=${variant} --run=${i + 1}`
			}))
		)
		.filter(({ number }) => run === null || number === run);
}

function countOf(variant: Variant): number {
	const { kills, only, run } = killOptions();
	if (run !== null) return run;
	if (kills === null) return IN_TESTS[variant];
	return only === variant ? kills : Math.ceil((IN_SOAK[variant] * kills) / 100);
}

/** A sync, and when it is killed. */
export interface SyncPlan {
	killed: Killed;
	/** The first sync of a site, or a later one that brings edits and finds what was taken down. */
	phase: 'first' | 'edits';
	/** Whether a reader opens and stars posts meanwhile. */
	isRead: boolean;
	/** So many pages are sent, and then so many milliseconds pass. */
	moment: { pages: number; milliseconds: number };
	/** Whether, and how many milliseconds after the app has opened again, it is killed a second time. */
	again: number | null;
	/** Posts that the site publishes while the app is closed. */
	published: number;
}

/** Milliseconds that pass after a page, and after the last: a reader reads on while the search index is being stored. */
const [AFTER_PAGE, AFTER_LAST] = [250, 4000];
/** Milliseconds in which the first page is stored. */
const FIRST_PAGE = 250;

/** @param pages of the site */
export function planSync({ variant, random }: Run, pages: number): SyncPlan {
	const isFirstPage = variant === 'first-page';
	const killed = isFirstPage ? random.pick(['renderer', 'browser'] as const) : (variant as Killed);
	const isAtEnd = random.chance(0.2);
	const page = isAtEnd ? pages : 1 + random.below(pages);
	return {
		killed,
		phase: isFirstPage || random.chance(0.6) ? 'first' : 'edits',
		isRead: random.chance(0.5),
		moment: isFirstPage
			? { pages: 1, milliseconds: random.below(FIRST_PAGE) }
			: { pages: page, milliseconds: random.below(page === pages ? AFTER_LAST : AFTER_PAGE) },
		again: random.chance(0.3) ? random.below(2000) : null,
		published: random.chance(0.4) ? 1 + random.below(5) : 0
	};
}
