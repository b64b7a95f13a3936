/** A heading of a post. */
export interface Heading {
	/** Id of the element. */
	id: string;
	text: string;
	/** 0 for the highest level of the post. */
	depth: number;
}

/** Posts with fewer headings need no list of them. */
const FEWEST = 4;

/** The headings of a post that has several; each of them gets a name to lead to. */
export function outlineOf(post: DocumentFragment): Heading[] {
	const headings = [...post.querySelectorAll<HTMLElement>('h2, h3, h4, h5, h6')].filter(
		({ textContent }) => textContent.trim() !== ''
	);
	if (headings.length < FEWEST) return [];
	const levels = headings.map(({ localName }) => Number(localName.slice(1)));
	const top = levels.reduce((highest, level) => Math.min(highest, level), 6);
	return headings.map((heading, at) => {
		heading.id ||= `post-heading-${at + 1}`;
		return { id: heading.id, text: heading.textContent.trim(), depth: (levels[at] ?? top) - top };
	});
}
