/** Something between spaces; quotation marks keep spaces together. */
const PART = /(?:[^\s"“”„«»]|["“”„«»][^"“”„«»]*(?:["“”„«»]|$))+/gu;
const PHRASE = /^["“”„«»]([^"“”„«»]*)["“”„«»]?$/u;
/** `-word`, `title:word`; an address is a word. */
const CONDITION = /^(?:-.|-?[a-z]+:(?!\/\/).)/iu;
const LETTER = /[\p{L}\p{N}]/u;

/** Queries that ask for less than one that has found nothing, those that change least first; there may be none. */
export function widerQueries(query: string): string[] {
	const parts = query.match(PART) ?? [];
	const wider = [
		parts.map((part) => PHRASE.exec(part)?.[1]?.trim() ?? part),
		parts.filter((part) => !CONDITION.test(part)),
		parts.slice(0, -1)
	].map((some) => withoutLooseOr(some).join(' '));
	const asked = parts.join(' ');
	return [...new Set(wider)].filter((other) => other !== asked && LETTER.test(other));
}

/** `OR` stands between two. */
function withoutLooseOr(parts: string[]): string[] {
	return parts.filter((part, i) => {
		const next = parts[i + 1];
		return part !== 'OR' || (i > 0 && next !== undefined && next !== 'OR');
	});
}
