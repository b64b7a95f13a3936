import { categoryKey } from '$lib/model/category';
import { languageTag } from '$lib/model/language';
import { visibleLine, visibleText } from '$lib/model/visible-text';
import { webAddress as cleanAddress } from '$lib/model/web-address';
import { isCount, isFlag, isId, isMembers, isText, isTime } from '$lib/store/sound/values';

/** Members of a JSON object that nobody has looked at. */
export type Members = Readonly<Record<string, unknown>>;

/** A record is not what the format says. */
export class DamagedRecordError extends Error {
	override readonly name = 'DamagedRecordError';

	/**
	 * @param member name of what is wrong in it, as the format has it: that is what readers are told, in their language
	 * @param wanted what it must be, for who mends the file
	 */
	constructor(
		readonly member: string,
		wanted: string
	) {
		super(`“${member}” is not ${wanted}`);
	}
}

/** Names of one kind that a post can have; sources take a hundred at most. */
const MOST_NAMES = 1000;
const MOST_LINES = 100;
/** Nested deeper than this, JSON would overflow the stack on its way into the database; sources take 100 at most. */
const DEEPEST = 128;

/** @throws DamagedRecordError when `value` is no object */
export function membersOf(value: unknown, what: string): Members {
	if (!isMembers(value)) throw damaged(what, 'an object');
	return value;
}

/** The member itself, never one that every object inherits. */
export function memberOf(members: Members, name: string): unknown {
	return Object.hasOwn(members, name) ? members[name] : undefined;
}

export function text(members: Members, name: string): string {
	return asText(memberOf(members, name), name);
}

export function textOrNull(members: Members, name: string): string | null {
	return memberOf(members, name) === null ? null : text(members, name);
}

/** A title or name as it can be shown: what sources give is, what others have written into the file may not be. */
export function line(members: Members, name: string): string {
	return visibleLine(text(members, name));
}

/** Sentences as they can be shown, the first hundred. */
export function lines(members: Members, name: string): string[] {
	return texts(members, name)
		.slice(0, MOST_LINES)
		.map((one) => visibleLine(one));
}

/** A longer text as it can be shown. */
export function prose(members: Members, name: string): string {
	return visibleText(text(members, name));
}

/** Names as they can be shown, each once, whatever its case. */
export function names(members: Members, name: string): string[] {
	const shown = texts(members, name).map((one) => visibleLine(one));
	const byKey = new Map<string, string>();
	for (const one of shown) {
		const key = categoryKey(one);
		if (key !== '' && !byKey.has(key) && byKey.size < MOST_NAMES) byKey.set(key, one);
	}
	return [...byKey.values()];
}

export function flag(members: Members, name: string): boolean {
	const value = memberOf(members, name);
	if (!isFlag(value)) throw damaged(name, 'true or false');
	return value;
}

/** Present and true, or absent, as the model has its rare flags. */
export function rareFlag<N extends string>(members: Members, name: N): Partial<Record<N, true>> {
	const value = memberOf(members, name);
	if (value === undefined) return {};
	if (value !== true) throw damaged(name, 'true, or absent');
	return { [name]: true } as Partial<Record<N, true>>;
}

/** A number of at least 0. */
export function amount(members: Members, name: string): number {
	const value = memberOf(members, name);
	if (!isCount(value)) throw damaged(name, 'a number');
	return value;
}

export function amountOrNull(members: Members, name: string): number | null {
	return memberOf(members, name) === null ? null : amount(members, name);
}

/** UTC milliseconds that a `Date` can hold. */
export function moment(members: Members, name: string): number {
	const value = memberOf(members, name);
	if (!isTime(value)) throw damaged(name, 'a moment');
	return value;
}

export function momentOrNull(members: Members, name: string): number | null {
	return memberOf(members, name) === null ? null : moment(members, name);
}

/** 24 hexadecimal digits. */
export function id(members: Members, name: string): string {
	const value = memberOf(members, name);
	if (!isId(value)) throw damaged(name, 'an id');
	return value;
}

export function oneOf<T>(members: Members, name: string, values: readonly T[]): T {
	const value = memberOf(members, name);
	const found = values.find((one) => one === value);
	if (found === undefined) throw damaged(name, `one of ${values.join(', ')}`);
	return found;
}

export function list<T>(members: Members, name: string, read: (entry: unknown) => T): T[] {
	const value = memberOf(members, name);
	if (!Array.isArray(value)) throw damaged(name, 'a list');
	return value.map(read);
}

export function texts(members: Members, name: string): string[] {
	return list(members, name, (entry) => asText(entry, name));
}

/** What `read` makes of an object, or null where there is null. */
export function orNull<T>(members: Members, name: string, read: (inner: Members) => T): T | null {
	const value = memberOf(members, name);
	return value === null ? null : read(membersOf(value, name));
}

/** Null for what is no `http(s)` address, and where there is none: the page makes links of these, and pictures. */
export function webAddress(members: Members, name: string): string | null {
	const address = addressOf(members, name);
	return address === null ? null : cleanAddress(address);
}

/** As {@link webAddress}, or a `mailto:` address. */
export function personAddress(members: Members, name: string): string | null {
	const address = addressOf(members, name);
	return address !== null && /^mailto:/i.test(address) ? address : webAddress(members, name);
}

/** Null for what browsers do not take for the tag of a language. */
export function language(members: Members, name: string): string | null {
	const tag = textOrNull(members, name);
	return tag === null ? null : languageTag(tag);
}

/** Any JSON, without what would change the nature of the object that it is copied to. */
export function plainJson(value: unknown, what: string, depth = 0): unknown {
	if (typeof value === 'string') return value.toWellFormed();
	if (typeof value !== 'object' || value === null) return value;
	if (depth > DEEPEST) throw damaged(what, 'shallow enough');
	if (Array.isArray(value)) return value.map((entry) => plainJson(entry, what, depth + 1));
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => name !== '__proto__')
			.map(([name, inner]) => [name.toWellFormed(), plainJson(inner, what, depth + 1)])
	);
}

export function damaged(name: string, wanted: string): DamagedRecordError {
	return new DamagedRecordError(name, wanted);
}

function addressOf(members: Members, name: string): string | null {
	return memberOf(members, name) === undefined ? null : textOrNull(members, name);
}

/** A half of a pair of surrogates cannot be stored as UTF-8. */
function asText(value: unknown, name: string): string {
	if (!isText(value)) throw damaged(name, 'a text');
	return value.toWellFormed();
}
