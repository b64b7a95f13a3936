/** Items that are read of one answer. The largest real feed seen has 5,500. */
export const MOST_ITEMS = 50_000;

/** Categories of one post: each is a place in a list of the library. */
export const MOST_CATEGORIES = 100;
/** In UTF-16 units: what is longer is a text, and names nothing. */
export const LONGEST_CATEGORY = 200;

/** Authors of a post or feed. */
export const MOST_PEOPLE = 50;
/** In UTF-16 units. */
export const LONGEST_NAME = 200;

/** Files of one post. */
export const MOST_FILES = 100;
/** Ten terabytes: a larger file is a fault of the feed. */
export const MOST_BYTES = 1e13;
/** A year. */
export const MOST_SECONDS = 366 * 24 * 60 * 60;
