const WORDS_PER_MINUTE = 230;

/** Whole minutes that reading so many words takes, at least one. */
export const readingMinutes = (words: number): number => Math.max(1, Math.round(words / WORDS_PER_MINUTE));
