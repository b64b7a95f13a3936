import type { Remote } from 'comlink';
import { expect, test } from 'vitest';
import { newProblem } from '$lib/model/problem';
import type { Result } from '$lib/model/result';
import { WorkerTasks, type TaskProgress, type TaskService } from '$lib/state/worker-tasks.svelte';

/** A worker whose only task ends when it is told to, or is cancelled. */
class Echo implements TaskService<TaskProgress> {
	readonly asked: string[] = [];
	#end: (() => void) | null = null;

	onProgress(): void {
		// Nothing of it takes long.
	}

	say(word: string): Promise<Result<string>> {
		this.asked.push(word);
		return new Promise((resolve) => {
			this.#end = () => resolve({ ok: true, value: word });
		});
	}

	end(): void {
		this.#end?.();
	}

	cancel(): void {
		this.#end?.();
	}
}

function tasksOf(echo: Echo) {
	const failed = () => newProblem('unexpected', 'It failed.', 'Try again.');
	const tasks = new WorkerTasks<Echo, string>(
		{ start: () => echo as unknown as Remote<Echo>, failed },
		{ done: 0, total: 0 }
	);
	const say = (word: string) => tasks.run(word, ({ ask }) => ask((service) => service.say(word)));
	return { tasks, say };
}

const isAsked = (echo: Echo, words: string[]) => expect.poll(() => echo.asked).toEqual(words);

test('tasks run one after the other', async () => {
	const echo = new Echo();
	const { tasks, say } = tasksOf(echo);
	const outcomes = [say('first'), say('second')];
	await isAsked(echo, ['first']);
	echo.end();
	await isAsked(echo, ['first', 'second']);
	expect(tasks.running?.task).toBe('second');
	echo.end();
	expect(await Promise.all(outcomes)).toMatchObject([{ value: 'first' }, { value: 'second' }]);
});

test('cancelling ends what runs, and what waits never begins', async () => {
	const echo = new Echo();
	const { tasks, say } = tasksOf(echo);
	const outcomes = [say('first'), say('second'), say('third')];
	await isAsked(echo, ['first']);
	tasks.cancel();
	await Promise.all(outcomes);
	expect((await Promise.all(outcomes)).slice(1)).toEqual([null, null]);
	expect(echo.asked).toEqual(['first']);

	const later = say('later');
	await isAsked(echo, ['first', 'later']);
	echo.end();
	expect(await later).toMatchObject({ value: 'later' });
});
