/**
 * A hostile post of our own. Its script, if any of it runs, calls `trap()`, which {@link armed} turns into `trap(7)`; its
 * addresses lead to the host `CANARY`, which it turns into one that counts who asks.
 */
export interface Payload {
	/** Unique, and words: what the test says when it gets through. */
	name: string;
	html: string;
	/** Whether it runs on a page that shows it as it is: the proof that the trap catches anything. */
	runs?: boolean;
	/** Whether a page that shows it as it is asks the canary for something. */
	asks?: boolean;
	/** Files of the canary that a reader may be shown: pictures and posters. All others are leaks. */
	shows?: readonly string[];
}

/** Hostile words where a feed has plain text: in titles, names, categories. */
export interface HostileText {
	name: string;
	text: string;
}

/**
 * A payload's HTML as it goes into a post.
 * @param number what `trap` is called with, and the first part of each path at the canary
 * @param canary host and port, such as `127.0.0.1:4000`
 */
export function armed(html: string, number: number, canary: string): string {
	return html.replaceAll('trap()', `trap(${number})`).replaceAll('CANARY', `${canary}/${number}`);
}

/** Every one of `ones` with every one of `others`. */
export function pairs<One, Other>(ones: readonly One[], others: readonly Other[]): [One, Other][] {
	return ones.flatMap((one) => others.map((other): [One, Other] => [one, other]));
}
