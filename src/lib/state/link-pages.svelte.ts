import type { Remote } from 'comlink';
import { say } from '$lib/messages/problem-words';
import type { FeedId, PostId } from '$lib/model/ids';
import { newProblem, type Problem } from '$lib/model/problem';
import { bareLink } from '$lib/sources/files/bare-link';
import type { LinkCount, LinkReport, WhyLink } from '$lib/transfer/links/link-outcome';
import type { LinkService, LinkWish } from '$lib/transfer/links/link-service';
import type { OpenedPost } from './open-post.svelte';
import { WorkerTasks, type RunningTask } from './worker-tasks.svelte';

export type { LinkCount, LinkReport, LinkWish, WhyLink };

/** What is being fetched; numbers are links. */
export type RunningLinks = RunningTask<LinkWish>;

/** What came of a wish. */
interface Outcome {
	report: LinkReport | null;
	/** Why there is no report. */
	problem: Problem | null;
}

export type FulfilledWish = Outcome & { wish: LinkWish };

/** How fetching the page of a single post went. */
export type OneLink = Outcome & { id: PostId; isRunning: boolean };

const workerFailed = () =>
	newProblem('worker-failed', say('worker_import_failed'), say('worker_import_failed_advice'));

/** Whether nothing but its link is kept of a post. */
export function isOnlyLink({ post, body, feed }: Pick<OpenedPost, 'post' | 'body' | 'feed'>): boolean {
	return feed?.kind === 'page' && bareLink(post.url, body.html) !== null;
}

/** Fetching the pages of links that came in files. */
export class LinkPages {
	readonly #many: WorkerTasks<LinkService, LinkWish>;
	/** Nobody waits for a list of thousands to see a single page. */
	readonly #single: WorkerTasks<LinkService, 'counting' | 'fetching'>;
	/** By feed, those with links; null until they are {@link count}ed. */
	counts = $state.raw<ReadonlyMap<FeedId, LinkCount> | null>(null);
	/** What came of the latest wish of this visit. */
	latest = $state.raw<FulfilledWish | null>(null);
	/** The latest single one. */
	one = $state.raw<OneLink | null>(null);

	#counting: Promise<void> | null = null;

	constructor(startWorker: (onFailure: () => void) => Remote<LinkService>) {
		const worker = {
			start: (onFailure: () => void) => {
				const service = startWorker(onFailure);
				const tell = () => void service.setOnline(navigator.onLine);
				for (const change of ['online', 'offline']) addEventListener(change, tell);
				tell();
				return service;
			},
			failed: workerFailed
		};
		this.#many = new WorkerTasks(worker, { done: 0, total: 0 });
		this.#single = new WorkerTasks(worker, { done: 0, total: 0 });
	}

	/** What runs, or null. */
	get running(): RunningLinks | null {
		return this.#many.running;
	}

	/** Counts the links of all feeds. */
	count(): Promise<void> {
		this.#counting ??= this.#count().finally(() => (this.#counting = null));
		return this.#counting;
	}

	async #count(): Promise<void> {
		const outcome = await this.#single.run('counting', ({ ask }) => ask((service) => service.count()));
		if (outcome?.ok === true) this.counts = new Map(outcome.value.map((count) => [count.feed, count]));
	}

	/** Fetches the pages of the links of feeds. Goes on on other pages of the app, and ends when it is closed. */
	async fetch(wish: LinkWish): Promise<void> {
		this.latest = null;
		await this.#many.run(wish, async ({ ask }) => {
			const result = await ask((service) => service.fetch(wish));
			// A cancelled one has something to tell, too.
			this.latest = result.ok
				? { wish, report: result.value, problem: null }
				: { wish, report: null, problem: result.problem };
			return result;
		});
		// One that began before has not seen the end.
		await this.#counting;
		await this.count();
	}

	/** Fetches the page of a single post, also while others are on their way. */
	async fetchOne(id: PostId): Promise<void> {
		this.one = { id, isRunning: true, report: null, problem: null };
		const outcome = await this.#single.run('fetching', ({ ask }) => ask((service) => service.fetchOne(id)));
		// Another one is asked for meanwhile.
		if (this.one.id !== id) return;
		const report = outcome?.ok === true ? outcome.value : null;
		this.one = { id, isRunning: false, report, problem: outcome?.ok === false ? outcome.problem : null };
	}

	/** Ends what runs; what was fetched stays. */
	cancel(): void {
		this.#many.cancel();
	}
}
