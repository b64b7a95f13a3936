import type { Problem } from './problem';

/** A value, or what went wrong in words: errors lose their class on the way out of a worker. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };
