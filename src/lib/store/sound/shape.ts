import { isMembers } from './values';

/** What a member may be, and what takes its place when it is something else: `member` is what it is, `record` all of them. */
export type Rule<V> = readonly [
	isSound: (member: unknown) => boolean,
	instead: (member: unknown, record: Readonly<Record<string, unknown>>) => V
];

export type Rules<T> = { readonly [Name in keyof T]-?: Rule<T[Name]> };

/** What records of one kind look like. It is asked of every record that is read, so it only looks at types. */
export class Shape<T extends object> {
	readonly #rules: { name: string; isSound: Rule<unknown>[0]; instead: Rule<unknown>[1] }[];

	constructor(rules: Rules<T>) {
		this.#rules = Object.entries<Rule<unknown>>(rules).map(([name, [isSound, instead]]) => ({
			name,
			isSound,
			instead
		}));
	}

	isSound(value: unknown): value is T {
		if (!isMembers(value)) return false;
		for (const { name, isSound } of this.#rules) if (!isSound(value[name])) return false;
		return true;
	}

	/** Names of the members that are not what they should be. */
	unsoundIn(value: unknown): string[] {
		const members = membersOf(value);
		return this.#rules.filter(({ name, isSound }) => !isSound(members[name])).map(({ name }) => name);
	}

	/** `value` itself when it is sound, or else what can be used of it. Members that no rule names stay. */
	usable(value: unknown): T {
		if (this.isSound(value)) return value;
		const given = membersOf(value);
		const members: Record<string, unknown> = isMembers(value) ? { ...value } : {};
		for (const { name, isSound, instead } of this.#rules) {
			const member = isSound(given[name]) ? given[name] : instead(given[name], given);
			if (member === undefined) Reflect.deleteProperty(members, name);
			else members[name] = member;
		}
		return members as T;
	}
}

/** Whatever members `value` has: even a list may have an id. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
