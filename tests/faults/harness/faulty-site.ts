import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SiteContent, type SiteItem, type SitePost } from './site-content';

/** What may go wrong with an answer. `share` is the part of the body that is sent before, from 0 up to 1. */
export type Fault =
	/** The answer comes after so many milliseconds. */
	| { kind: 'slow'; milliseconds: number }
	/** The connection ends in the middle of the body, in order. */
	| { kind: 'cut'; share: number }
	/** The connection is torn down in the middle of the body. */
	| { kind: 'reset'; share: number }
	/** The body stops in the middle, and the connection stays open. */
	| { kind: 'stall'; share: number }
	/** Another answer than the page, such as 503 with `Retry-After`. */
	| { kind: 'status'; status: number; headers?: Record<string, string>; body?: string };

export interface SiteSize {
	posts: number;
	perPage: number;
}

export const SITE_TITLE = 'Faulty Blog';
/** Every page is like this. */
const HEADERS = {
	'Content-Type': 'application/feed+json',
	'Cache-Control': 'no-cache',
	'Access-Control-Allow-Origin': '*'
};

/**
 * A blog on this machine, of another origin than the app: a JSON Feed of many pages, newest first, each of which names the
 * next. It edits, withdraws and publishes posts and fails in every way that it is told to.
 */
export class FaultySite {
	readonly content: SiteContent;
	readonly size: SiteSize;
	/** By number; those that it has taken down are not among them. */
	#posts = new Map<number, SitePost>();
	/** Each post that it has ever had, as it was last. */
	#ever = new Map<number, SitePost>();
	#answers = 0;
	#listeners = new Set<() => void>();
	readonly #server: Server;
	/** What goes wrong with the next answer for a page, counted from 1; null for nothing. */
	faultOf: (page: number) => Fault | null = () => null;
	/** Pages asked for, in order. */
	requests: number[] = [];

	private constructor(seed: number, size: SiteSize) {
		this.content = new SiteContent(seed);
		this.size = size;
		this.restore();
		this.#server = createServer((request, response) => void this.#answer(request.url ?? '/', response));
	}

	static async start(seed: number, size: SiteSize): Promise<FaultySite> {
		const site = new FaultySite(seed, size);
		await new Promise<void>((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
		return site;
	}

	/** Of the feed's first page, absolute. */
	get feedUrl(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/feed.json`;
	}

	/** Posts that it has now, newest first. */
	get posts(): SitePost[] {
		return [...this.#posts.values()].sort((a, b) => b.number - a.number);
	}

	/** Every post that it has ever had, as it was last, newest first. */
	get everything(): SitePost[] {
		return [...this.#ever.values()].sort((a, b) => b.number - a.number);
	}

	get pageCount(): number {
		return Math.max(1, Math.ceil(this.#posts.size / this.size.perPage));
	}

	isWithdrawn({ number }: SitePost): boolean {
		return !this.#posts.has(number);
	}

	/** The site as it was at its start, without any fault. */
	restore(): void {
		this.#posts.clear();
		this.#ever.clear();
		this.publish(this.size.posts);
		this.faultOf = () => null;
		this.requests = [];
		this.#answers = 0;
	}

	publish(count: number): void {
		const first = this.#ever.size + 1;
		for (let number = first; number < first + count; number += 1) this.#set({ number, edition: 0 });
	}

	edit(numbers: readonly number[]): void {
		for (const number of numbers) {
			const post = this.#posts.get(number);
			if (post !== undefined) this.#set({ number, edition: post.edition + 1 });
		}
	}

	withdraw(numbers: readonly number[]): void {
		for (const number of numbers) this.#posts.delete(number);
	}

	/** From now on answers are counted anew. */
	countAnew(): void {
		this.#answers = 0;
	}

	/** Resolves when so many pages have been sent whole since the counting began. */
	answered(count: number): Promise<void> {
		return new Promise((resolve) => {
			const look = () => {
				if (this.#answers < count) return;
				this.#listeners.delete(look);
				resolve();
			};
			this.#listeners.add(look);
			look();
		});
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#set(post: SitePost): void {
		this.#posts.set(post.number, post);
		this.#ever.set(post.number, post);
	}

	async #answer(path: string, response: ServerResponse): Promise<void> {
		const url = new URL(path, 'http://site.example');
		if (url.pathname !== '/feed.json') {
			response.writeHead(404, { 'Access-Control-Allow-Origin': '*' }).end();
			return;
		}
		const page = Number(url.searchParams.get('page') ?? 1);
		this.requests.push(page);
		const fault = this.faultOf(page);
		if (fault?.kind === 'slow') await delay(fault.milliseconds);
		if (fault?.kind === 'status') {
			response.writeHead(fault.status, { ...HEADERS, ...fault.headers }).end(fault.body ?? '');
			return;
		}
		const body = Buffer.from(JSON.stringify(this.#page(page)));
		response.writeHead(200, { ...HEADERS, 'Content-Length': body.length });
		if (fault === null || fault.kind === 'slow') response.end(body, () => this.#count());
		else response.write(body.subarray(0, body.length * fault.share), () => breakOff(response, fault.kind));
	}

	#count(): void {
		this.#answers += 1;
		for (const listener of this.#listeners) listener();
	}

	#page(page: number): object {
		const items: SiteItem[] = this.posts
			.slice((page - 1) * this.size.perPage, page * this.size.perPage)
			.map((post) => this.content.itemOf(post));
		return {
			version: 'https://jsonfeed.org/version/1.1',
			title: SITE_TITLE,
			items,
			...(page < this.pageCount && { next_url: `${this.feedUrl}?page=${page + 1}` })
		};
	}
}

function breakOff(response: ServerResponse, kind: 'cut' | 'reset' | 'stall'): void {
	if (kind === 'cut') response.socket?.end();
	else if (kind === 'reset') response.socket?.resetAndDestroy();
}
