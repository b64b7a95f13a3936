import type { FetchedText } from '$lib/sources/source';

/** Milliseconds for which the answers that were previewed may serve the sync that follows. */
const REMEMBERED_FOR = 60_000;

/** Answers that a preview has just fetched, so that adding the feed and its first sync need not fetch them again. */
export class RememberedAnswers {
	readonly #answers = new Map<string, FetchedText>();

	remember(url: string, answer: FetchedText): void {
		this.#answers.set(url, answer);
		setTimeout(() => {
			if (this.#answers.get(url) === answer) this.#answers.delete(url);
		}, REMEMBERED_FOR);
	}

	find(url: string): FetchedText | undefined {
		return this.#answers.get(url);
	}

	/** Gives an answer once. */
	take(url: string): FetchedText | undefined {
		const answer = this.#answers.get(url);
		this.#answers.delete(url);
		return answer;
	}
}
