import { isWebAddress as looksLikeWebAddress, webAddress } from '$lib/model/web-address';

/** Milliseconds from 1970 to the furthest day that has a date; showing a later one throws. */
const FURTHEST = 8.64e15;

/** UTC milliseconds that can be shown. */
export const isTime = (value: unknown): value is number =>
	typeof value === 'number' && value >= -FURTHEST && value <= FURTHEST;

/** A number of things. */
export const isCount = (value: unknown): value is number =>
	typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;

/** A number from which can be counted on. */
export const isOrdinal = (value: unknown): value is number =>
	typeof value === 'number' && value > 0 && Number.isSafeInteger(value);

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

/** A flag that is absent when it does not hold. */
export const isTrue = (value: unknown): value is true => value === true;

/** An absolute address of the web, or what stands for one where a feed came in a file. */
export const isAddress = (value: unknown): value is string =>
	isText(value) && (looksLikeWebAddress(value) || value.startsWith('file:')) && URL.canParse(value);

/** What looks like an address that may be shown and linked; quicker told than an address. */
export const isWebAddress = (value: unknown): value is string => isText(value) && looksLikeWebAddress(value);

/** As {@link isWebAddress}, or where mail goes: what a person can be reached at. */
export const isPersonAddress = (value: unknown): value is string =>
	isWebAddress(value) || (isText(value) && value.startsWith('mailto:'));

/** An id as `model/ids` makes them. */
export const isId = (value: unknown): value is string => isText(value) && /^[0-9a-f]{24}$/.test(value);

export const isMembers = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const orNull =
	(isSound: (value: unknown) => boolean) =>
	(value: unknown): boolean =>
		value === null || isSound(value);

export const orAbsent =
	(isSound: (value: unknown) => boolean) =>
	(value: unknown): boolean =>
		value === undefined || isSound(value);

/** A list of what is sound, without gaps: `every` would pass over them. */
export const listOf =
	(isSound: (item: unknown) => boolean) =>
	(value: unknown): boolean => {
		if (!Array.isArray(value)) return false;
		for (const item of value) if (!isSound(item)) return false;
		return true;
	};

export const isTexts = listOf(isText);

/** Those items of what may be a list that are sound. */
export function soundIn<T>(value: unknown, isSound: (item: unknown) => item is T): T[] {
	return Array.isArray(value) ? Array.from<unknown>(value).filter(isSound) : [];
}

/** What is left of an address that is none to be shown: the same without a password, or nothing. */
export const webAddressIn = (value: unknown): string | null => (isText(value) ? webAddress(value) : null);

export const nothing = (): null => null;
export const noText = (): string => '';
export const zero = (): number => 0;
export const absent = (): undefined => undefined;
export const no = (): boolean => false;
