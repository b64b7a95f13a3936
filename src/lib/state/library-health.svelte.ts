import { say, together } from '$lib/messages/problem-words';
import { newProblem, type Problem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';
import type { CheckUp } from '$lib/store/check-up';
import { browserStorage, type SmallStorage } from './browser-storage';

/** Who checks the library and mends it; null when another tab is doing it. */
export interface LibraryChecker {
	checkLibrary: () => Promise<Result<CheckUp | null>>;
}

/** When the library is checked, in milliseconds. */
export interface CheckTimes {
	/** After a damaged record was met: what the reader is doing comes first. */
	afterDamage: number;
	/** After the start it is looked for the first time whether a check is due. */
	afterStart: number;
	/** And then each time after so many. */
	lookEvery: number;
	/** A library that seems well is checked once in so many. */
	checkEvery: number;
}

const MINUTE = 60_000;
const STANDARD_TIMES: CheckTimes = {
	afterDamage: 2000,
	afterStart: 5 * MINUTE,
	lookEvery: 60 * MINUTE,
	checkEvery: 7 * 24 * 60 * MINUTE
};

const KEY = 'backlist-checked';

/** Sees to it that what is damaged in the library is mended, and tells the reader. */
export class LibraryHealth {
	readonly #checker: LibraryChecker;
	readonly #storage: SmallStorage;
	readonly #times: CheckTimes;
	/** What was mended, until the reader has seen it. */
	notice = $state.raw<Problem | null>(null);
	#soon: ReturnType<typeof setTimeout> | undefined;
	#isChecking = false;

	constructor(checker: LibraryChecker, times: Partial<CheckTimes> = {}, storage = browserStorage()) {
		this.#checker = checker;
		this.#times = { ...STANDARD_TIMES, ...times };
		this.#storage = storage;
	}

	/** A damaged record was read. An arrow, so that it can be handed on. */
	readonly hear = (): void => {
		this.#soon ??= setTimeout(() => void this.check(), this.#times.afterDamage);
	};

	dismiss(): void {
		this.notice = null;
	}

	/** Looks now and then whether a check is due. @returns a function that ends it. */
	start(): () => void {
		// A library that has just been made is as well as it can be.
		if (this.#checkedAt() === null) this.#remember();
		const look = () => {
			if (this.#isDue()) whenIdle(() => void this.check());
		};
		const first = setTimeout(look, this.#times.afterStart);
		const timer = setInterval(look, this.#times.lookEvery);
		return () => {
			clearTimeout(first);
			clearTimeout(this.#soon);
			clearInterval(timer);
		};
	}

	/** Checks the library now, and mends what is damaged. */
	async check(): Promise<void> {
		clearTimeout(this.#soon);
		this.#soon = undefined;
		if (this.#isChecking) return;
		this.#isChecking = true;
		try {
			const result = await this.#checker.checkLibrary();
			if (result.ok && result.value === null) return;
			this.#remember();
			this.notice = (result.ok ? result.value && noticeOf(result.value) : result.problem) ?? this.notice;
		} finally {
			this.#isChecking = false;
		}
	}

	#isDue(): boolean {
		const checkedAt = this.#checkedAt() ?? 0;
		// A clock that was wrong once must not put it off for years.
		return Math.abs(Date.now() - checkedAt) >= this.#times.checkEvery;
	}

	/** UTC milliseconds, or null when it never was. */
	#checkedAt(): number | null {
		const checkedAt = Number(this.#storage.getItem(KEY) ?? NaN);
		return Number.isFinite(checkedAt) ? checkedAt : null;
	}

	#remember(): void {
		this.#storage.setItem(KEY, String(Date.now()));
	}
}

/** What a check has led to, in words; null when there is nothing to tell. */
function noticeOf({ mended, lost, isFetchedAgain, withoutAddress, fromFile }: CheckUp): Problem | null {
	if (mended === 0) return null;
	if (lost === 0) {
		const message = say('library_counted_anew');
		return newProblem('library-counted-anew', message, say('library_counted_anew_advice'));
	}
	const advice = [
		...withoutAddress.map((feed) => say('library_address_lost_advice', { feed })),
		...fromFile.map((feed) => say('library_file_again_advice', { feed }))
	];
	return newProblem(
		'library-mended',
		say(isFetchedAgain ? 'library_mended_fetched' : 'library_mended', { lost }),
		advice.length === 0 ? say('library_mended_advice') : together(...advice)
	);
}

/** Not every browser can tell when it has nothing to do. */
function whenIdle(action: () => void): void {
	if ('requestIdleCallback' in globalThis) requestIdleCallback(action, { timeout: 10 * MINUTE });
	else setTimeout(action);
}
