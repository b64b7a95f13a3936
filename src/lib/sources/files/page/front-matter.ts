/** What stands above a text in Markdown, as static sites and our own exports have it. */
export interface FrontMatter {
	/** What it says, by the name in lower case: one value, or those of a list. */
	values: ReadonlyMap<string, readonly string[]>;
	/** What is below it. */
	text: string;
}

/** UTF-16 units within which it ends: longer ones are texts that begin with a rule. */
const LONGEST = 64 * 1024;
const RULES = /^\ufeff?---[\t ]*\r?\n([\s\S]*?\r?\n)(?:---|\.\.\.)[\t ]*(?:\r?\n|$)/;
const MEMBER = /^([A-Za-z][\w-]*)[\t ]*:(?:[\t ]+(.*))?$/s;
const ENTRY = /^[\t ]*-[\t ]+(.*)$/s;
/** What goes on with the line above, or says nothing. */
const OF_LINE_ABOVE = /^(?:[\t ]+\S.*|[\t ]*(?:#.*)?)$/s;
const BLOCK = /^[|>][+-]?\d?$/;

/**
 * The front matter of a text and what is below it; null of a text without. Reads what is simple of YAML: a value on a line, a list,
 * a text over several lines. What is nested deeper is left out.
 * @see https://yaml.org/spec/1.2.2/
 */
export function readFrontMatter(text: string): FrontMatter | null {
	const [all, yaml] = RULES.exec(text.slice(0, LONGEST)) ?? [];
	if (all === undefined || yaml === undefined) return null;
	const values = new Map<string, string[]>();
	let list: string[] = [];
	let isBlock = false;
	for (const line of yaml.split(/\r?\n/)) {
		const [, name, value = ''] = MEMBER.exec(line) ?? [];
		const entry = isBlock ? undefined : ENTRY.exec(line)?.[1];
		if (name !== undefined) {
			isBlock = BLOCK.test(value.trim());
			values.set(name.toLowerCase(), (list = isBlock ? [] : valuesOf(value.trim())));
		} else if (entry !== undefined && values.size > 0) list.push(...valueOf(entry.trim()));
		else if (!OF_LINE_ABOVE.test(line)) return null;
		else if (isBlock) list.splice(0, 1, [...list, line.trim()].join(' ').trim());
	}
	return values.size === 0 ? null : { values, text: text.slice(all.length) };
}

function valuesOf(value: string): string[] {
	const list = /^\[(.*)\](?:\s+#.*)?$/s.exec(value)?.[1];
	if (list === undefined) return valueOf(value);
	const ours = jsonOf(value);
	if (Array.isArray(ours)) return ours.flatMap((entry) => (typeof entry === 'string' ? entry : []));
	const entries = list.match(/\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+)/g) ?? [];
	return entries.flatMap((entry) => valueOf(entry.trim()));
}

/** JSON is YAML, too: texts of our own are so. */
function valueOf(value: string): string[] {
	const json = value.startsWith('"') ? jsonOf(/^"(?:[^"\\]|\\.)*"/.exec(value)?.[0] ?? '') : undefined;
	const text = typeof json === 'string' ? json : plainOf(value);
	return text === '' ? [] : [text];
}

/** Undefined of what is none. */
function jsonOf(value: string): unknown {
	try {
		return JSON.parse(value);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** A text as YAML writes it without quotes, or with single ones. */
function plainOf(value: string): string {
	const quoted = /^'((?:[^']|'')*)'/.exec(value)?.[1];
	if (quoted !== undefined) return quoted.replaceAll("''", "'");
	const isNothing = /^(?:~|null)?$/i.test(value) || value.startsWith('#');
	return isNothing ? '' : value.replace(/\s+#.*$/, '');
}
