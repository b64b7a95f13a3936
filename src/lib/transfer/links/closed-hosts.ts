import { hostName } from '$lib/sources/http-url';
import type { WhyLink } from './link-outcome';

/** Pages in a row after which a host is taken at its word. */
const ENOUGH = 3;
/** What a host says of all of its pages. */
const OF_ALL = new Set<unknown>(['blocked', 'unreachable']);

/** Remembers the hosts that let no page be read, or cannot be reached: a list may have hundreds of links to one. */
export class ClosedHosts {
	readonly #refused = new Map<string, { why: WhyLink; count: number }>();

	/** Why it need not be asked; null when it may be. */
	whyNot(url: string): WhyLink | null {
		const { why, count } = this.#refused.get(hostName(url)) ?? { why: null, count: 0 };
		return count >= ENOUGH ? why : null;
	}

	/** @param answer why there is none, or what has come */
	take(url: string, answer: unknown): void {
		const host = hostName(url);
		if (!OF_ALL.has(answer)) this.#refused.delete(host);
		else {
			const why = answer as WhyLink;
			const before = this.#refused.get(host);
			this.#refused.set(host, { why, count: before?.why === why ? before.count + 1 : 1 });
		}
	}
}
