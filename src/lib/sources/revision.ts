import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A piece of the result that is already written. */
class Written {
	constructor(readonly text: string) {}
}

const COMMA = new Written(',');
const [OPEN_LIST, CLOSE_LIST] = [new Written('['), new Written(']')];
const [OPEN_OBJECT, CLOSE_OBJECT] = [new Written('{'), new Written('}')];

/**
 * Digest of a JSON value, to tell an edit from the same again: 24 hexadecimal digits. The order of an object's members
 * does not matter, everything else does. Takes any depth without overflowing the stack.
 */
export function revisionOf(value: unknown): string {
	return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))).subarray(0, 12));
}

/** The value as JSON with the members of every object in one order. */
function canonicalJson(value: unknown): string {
	let text = '';
	/** What is still to be written, the next last. */
	const waiting: unknown[] = [value];
	while (waiting.length > 0) {
		const next = waiting.pop();
		if (next instanceof Written) text += next.text;
		else if (Array.isArray(next)) pushList(waiting, next);
		else if (typeof next === 'object' && next !== null) pushObject(waiting, next as Record<string, unknown>);
		else text += JSON.stringify(next) ?? 'null'; // eslint-disable-line @typescript-eslint/no-unnecessary-condition
	}
	return text;
}

function pushList(waiting: unknown[], list: unknown[]): void {
	waiting.push(CLOSE_LIST);
	for (let index = list.length - 1; index >= 0; index -= 1) waiting.push(COMMA, list[index]);
	waiting.push(OPEN_LIST);
}

function pushObject(waiting: unknown[], object: Record<string, unknown>): void {
	waiting.push(CLOSE_OBJECT);
	for (const name of Object.keys(object).sort().reverse()) {
		waiting.push(COMMA, object[name], new Written(`${JSON.stringify(name)}:`));
	}
	waiting.push(OPEN_OBJECT);
}
