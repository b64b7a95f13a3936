import type { Author } from '$lib/model/author';
import { membersOf, Shape } from './shape';
import { isPersonAddress, isText, isWebAddress, listOf, noText, orNull, webAddressIn } from './values';

const AUTHOR = new Shape<Author>({
	name: [isText, noText],
	url: [orNull(isPersonAddress), webAddressIn],
	avatar: [orNull(isWebAddress), webAddressIn]
});

export const isAuthors = listOf((value) => AUTHOR.isSound(value));

/** Of what may be a list of authors, those that have a name. */
export function authorsIn(value: unknown): Author[] {
	if (!Array.isArray(value)) return [];
	const named = Array.from<unknown>(value).filter((author) => isText(membersOf(author).name));
	return named.map((author) => AUTHOR.usable(author));
}
