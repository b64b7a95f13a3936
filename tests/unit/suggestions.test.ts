import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SearchSuggestions, type Destination, type Suggestions } from '$lib/state/suggestions.svelte';

const winter: Destination = { kind: 'category', name: 'Winter' };

/** A worker that knows of nothing but `known`. */
class Worker {
	known: Destination[] = [];
	readonly asked: string[] = [];
	/** Tells that more is indexed. */
	index: () => void = () => {};

	suggest = (query: string, caret: number): Promise<Suggestions> => {
		this.asked.push(query);
		return Promise.resolve({ query, caret, completions: [], destinations: this.known });
	};

	onIndexed = (callback: unknown): Promise<void> => {
		this.index = callback as () => void;
		return Promise.resolve();
	};
}

/** Comlink's types know that a worker is far away. */
const suggestionsOf = (worker: Worker) =>
	new SearchSuggestions(worker as unknown as ConstructorParameters<typeof SearchSuggestions>[0]);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what was typed before all was indexed leads to places as soon as it is', async () => {
	const worker = new Worker();
	const suggestions = suggestionsOf(worker);
	suggestions.follow('winter', 6);
	await vi.runAllTimersAsync();
	expect(suggestions.destinations).toEqual([]);
	worker.known = [winter];
	worker.index();
	await vi.runAllTimersAsync();
	expect(suggestions.destinations).toEqual([winter]);
	expect(worker.asked).toEqual(['winter', 'winter']);
});

test('nothing is asked again for an empty box, nor before the pause is over, nor once it has ended', async () => {
	const worker = new Worker();
	const suggestions = suggestionsOf(worker);
	worker.index();
	suggestions.follow('win', 3);
	worker.index();
	expect(worker.asked).toEqual([]);
	await vi.runAllTimersAsync();
	expect(worker.asked).toEqual(['win']);
	suggestions.stop();
	worker.index();
	suggestions.follow('', 0);
	worker.index();
	await vi.runAllTimersAsync();
	expect(worker.asked).toEqual(['win']);
});
