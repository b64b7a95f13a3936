/** A person named by a feed; JSON Feed 1.1 `authors`. */
export interface Author {
	name: string;
	/** Absolute, or null. */
	url: string | null;
	/** Picture of the person, absolute, or null. */
	avatar: string | null;
}
