import { languageTag } from '$lib/model/language';
import { isCount, isFlag, isId, isMembers, isText, isTime } from '$lib/store/sound/values';

/** Members of a JSON object that nobody has looked at. */
export type Members = Readonly<Record<string, unknown>>;

/** A record is not what the format says; the message says where. */
export class DamagedRecordError extends Error {
	override readonly name = 'DamagedRecordError';
}

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
	return addressOf(members, name, /^https?:\/\//i);
}

/** As {@link webAddress}, or a `mailto:` address. */
export function personAddress(members: Members, name: string): string | null {
	return addressOf(members, name, /^(?:https?:\/\/|mailto:)/i);
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
	return new DamagedRecordError(`“${name}” is not ${wanted}`);
}

function addressOf(members: Members, name: string, scheme: RegExp): string | null {
	const address = memberOf(members, name) === undefined ? null : textOrNull(members, name);
	return address !== null && scheme.test(address) && URL.canParse(address) ? address : null;
}

/** A half of a pair of surrogates cannot be stored as UTF-8. */
function asText(value: unknown, name: string): string {
	if (!isText(value)) throw damaged(name, 'a text');
	return value.toWellFormed();
}
