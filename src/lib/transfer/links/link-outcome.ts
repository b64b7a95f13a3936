import type { FeedId } from '$lib/model/ids';
import type { Problem } from '$lib/model/problem';
import type { NoPage } from '$lib/sources/files/page/linked-page';
import type { SourceError, SourceErrorCode } from '$lib/sources/source-error';

/** Why a link stays one. */
export type WhyLink =
	| NoPage
	/** The site does not let other pages read it. */
	| 'blocked'
	/** It is not encrypted, and an encrypted app may not ask for it. */
	| 'insecure'
	| 'refused'
	/** It leads into a network at home, which is never asked. */
	| 'private'
	| 'unreachable'
	/** The reader's relay has not brought it. */
	| 'relay'
	/** The site asks to be left alone for a while. */
	| 'busy'
	| 'server-error'
	| 'timeout';

/** How many links a feed has. */
export interface LinkCount {
	feed: FeedId;
	/** Whose pages were not asked for yet, or only when their site could not answer. */
	waiting: number;
	/** Whose pages could not be had. */
	failed: number;
}

/** What came of fetching pages. */
export interface LinkReport {
	/** Pages that are kept now. */
	fetched: number;
	/** Links that stay, by the reason, the most frequent first. */
	stayed: { why: WhyLink; count: number }[];
	/** Links that were not asked for, as it ended early. */
	left: number;
	/** Why it ended early; null when it did not. */
	ended: 'cancelled' | 'offline' | 'busy-elsewhere' | null;
	/** What went wrong here, such as want of room; what came before it is kept. */
	problem: Problem | null;
}

/** What a failure of fetching says of the link; `offline` says nothing of it. */
const WHY: Partial<Record<SourceErrorCode, WhyLink>> = {
	'blocked-by-cors': 'blocked',
	'insecure-address': 'insecure',
	'not-found': 'gone',
	refused: 'refused',
	'rate-limited': 'busy',
	'server-error': 'server-error',
	timeout: 'timeout',
	'too-large': 'too-large',
	'unsupported-format': 'other-kind'
};

/** These pass by themselves: the next time such a link is asked for again. */
const PASSING = new Set<WhyLink>(['busy', 'server-error', 'timeout', 'relay']);

export function whyOf({ code, details }: SourceError): WhyLink {
	return details.relay === undefined ? (WHY[code] ?? 'unreachable') : 'relay';
}

/** Whether the link is counted among those whose pages could not be had. */
export function isFinal(why: WhyLink): boolean {
	return !PASSING.has(why);
}
