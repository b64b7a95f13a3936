const VALUE_END = new Map([
	['{', '}'],
	['[', ']']
]);
const LITERALS = ['true', 'false', 'null'];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?/iy;
const BEGUN_NUMBER = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:e[+-]?\d*)?)?$/i;
const HEX = /^[0-9a-f]$/i;

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or end';

/**
 * Where a text stops being JSON: the index of the first character that cannot stand there, `text.length` when the text
 * ends too early, or null when it is JSON. Engines word their own errors differently and some give no position.
 * Takes any depth of nesting without overflowing the stack.
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function jsonErrorPosition(text: string): number | null {
	/** The brackets that will close what is open, the innermost last. */
	const open: string[] = [];
	let expected: Expected = 'value';
	let at = afterSpaces(text, 0);
	while (at < text.length) {
		const char = text.charAt(at);
		const isEnd = expected === 'comma or end' || expected.endsWith(` or ${char}`);
		if (open.length === 0 && expected === 'comma or end') return at;
		if (isEnd && char === open.at(-1)) {
			open.pop();
			[expected, at] = ['comma or end', at + 1];
		} else if (expected === 'comma or end') {
			if (char !== ',') return at;
			[expected, at] = [open.at(-1) === '}' ? 'name' : 'value', at + 1];
		} else if (expected === 'colon') {
			if (char !== ':') return at;
			[expected, at] = ['value', at + 1];
		} else if (expected === 'name' || expected === 'name or }') {
			if (char !== '"') return at;
			const end = afterString(text, at);
			if (end.isWrong) return end.at;
			[expected, at] = ['colon', end.at];
		} else if (VALUE_END.has(char)) {
			open.push(VALUE_END.get(char) ?? '');
			[expected, at] = [char === '{' ? 'name or }' : 'value or ]', at + 1];
		} else {
			const end = char === '"' ? afterString(text, at) : afterWord(text, at);
			if (end.isWrong) return end.at;
			[expected, at] = ['comma or end', end.at];
		}
		at = afterSpaces(text, at);
	}
	return open.length > 0 || expected !== 'comma or end' ? text.length : null;
}

interface End {
	at: number;
	isWrong: boolean;
}

function afterString(text: string, start: number): End {
	for (let at = start + 1; at < text.length; at += 1) {
		const char = text.charAt(at);
		if (char === '"') return { at: at + 1, isWrong: false };
		if (char < ' ') return { at, isWrong: true };
		if (char !== '\\') continue;
		at += 1;
		if (at >= text.length) break;
		if (text.charAt(at) === 'u') {
			for (let digit = 0; digit < 4; digit += 1) {
				at += 1;
				if (at < text.length && !HEX.test(text.charAt(at))) return { at, isWrong: true };
			}
		} else if (!'"\\/bfnrt'.includes(text.charAt(at))) return { at, isWrong: true };
	}
	return { at: text.length, isWrong: true };
}

function afterWord(text: string, at: number): End {
	const literal = LITERALS.find((word) => text.startsWith(word, at));
	if (literal !== undefined) return { at: at + literal.length, isWrong: false };
	const rest = text.slice(at, at + 40);
	const isCut = at + rest.length === text.length;
	if (isCut && (BEGUN_NUMBER.test(rest) || LITERALS.some((word) => word.startsWith(rest)))) {
		const isWhole = NUMBER.test(rest) && NUMBER.lastIndex === rest.length;
		NUMBER.lastIndex = 0;
		return { at: text.length, isWrong: !isWhole };
	}
	NUMBER.lastIndex = at;
	const number = NUMBER.exec(text)?.[0] ?? '';
	NUMBER.lastIndex = 0;
	return number === '' ? { at, isWrong: true } : { at: at + number.length, isWrong: false };
}

function afterSpaces(text: string, start: number): number {
	let at = start;
	while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
	return at;
}
