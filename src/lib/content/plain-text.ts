import { shortened, visibleText } from '$lib/model/visible-text';
import { Parser } from 'htmlparser2';
import { isTracker } from './trackers';

/** Elements whose content a reader never sees as words, or only where a player is not supported. */
const UNSEEN = new Set([
	'script',
	'style',
	'template',
	'noscript',
	'svg',
	'iframe',
	'head',
	'audio',
	'video',
	'annotation'
]);
/** Of those, what feeds often leave open: it ends where a line of words begins. */
const LEFT_OPEN = new Set(['svg', 'head', 'audio', 'video']);
/** Of those, what the parser takes as raw text: its end must be found by the parser that saw its start. */
const RAW = new Set(['script', 'style', 'iframe']);
/** Elements that begin and end a line. */
const LINES = new Set(
	(
		'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption ' +
		'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre ' +
		'search section summary table tbody tfoot thead title tr ul'
	).split(' ')
);
/** Elements that only keep words apart. */
const CELLS = new Set(['td', 'th', 'button', 'input', 'textarea', 'select']);

/** Nesting beyond which a new parser goes on: each open element costs the parser time at every tag. */
const DEEPEST = 256;
/** The line break between pieces; those of the source are only spaces. */
const LINE = '\u2029';

const SPACES = /\s{2,}|[^\S ]/g;

/**
 * The words of untrusted HTML, as a reader would see them: one line per block, entities decoded, pictures by their
 * `alt`, without scripts, styles and what {@link visibleText} leaves out. Never throws; takes time in proportion
 * to the length of `html`, however it is nested.
 */
export function plainText(html: string): string {
	const pieces: string[] = [];
	readSeen(html, {
		onText: (text) => pieces.push(text),
		onOpen: (name, attributes) => {
			pieces.push(separatorOf(name));
			if (name === 'img' && attributes.alt) pieces.push(' ', attributes.alt, ' ');
			return true;
		},
		onClose: (name) => pieces.push(separatorOf(name))
	});
	return tidy(pieces.join(''));
}

/** The address of the first picture of `html`, as written there (perhaps relative); null when it has none to show. */
export function firstImage(html: string): string | null {
	if (!/<ima?ge?\b/i.test(html)) return null;
	let found: string | null = null;
	readSeen(html, {
		onText: () => undefined,
		onOpen: (name, attributes) => {
			if (name === 'img') found = pictureOf(attributes);
			return found === null;
		},
		onClose: () => undefined
	});
	return found;
}

/**
 * The beginning of a plain text in one line, cut after a word with "…".
 * @param max longest length of the result, in UTF-16 units
 */
export function excerptOf(text: string, max = 280): string {
	// Spaces that will collapse are few: ten times the length is plenty to look at.
	const line = text
		.slice(0, max * 10)
		.replace(SPACES, ' ')
		.trim();
	return shortened(line, max);
}

/**
 * Number of words, for reading time. Where words are not divided by spaces it is an estimate:
 * two characters a word in Chinese and Japanese, five in Thai, Lao, Khmer and Burmese.
 */
export function countWords(text: string): number {
	let count = 0;
	let divided = text;
	if (UNDIVIDED.test(text)) {
		count += Math.ceil(lengthOfAll(text, IDEOGRAPHS) / 2) + Math.ceil(lengthOfAll(text, INDIC) / 5);
		divided = text.replace(IDEOGRAPHS, ' ').replace(INDIC, ' ');
	}
	for (const [word] of divided.matchAll(/[^\s—–…]+/g)) if (/[\p{L}\p{N}]/u.test(word)) count += 1;
	return count;
}

/** A quick first look for {@link IDEOGRAPHS} and {@link INDIC}. */
const UNDIVIDED =
	/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ud840-\ud88d]/;
const IDEOGRAPHS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+/gu;
const INDIC = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu;

function lengthOfAll(text: string, pattern: RegExp): number {
	let length = 0;
	for (const [run] of text.matchAll(pattern)) length += run.length;
	return length;
}

interface Reader {
	onText: (text: string) => void;
	/** Returns whether to read on. */
	onOpen: (name: string, attributes: Readonly<Record<string, string>>) => boolean;
	onClose: (name: string) => void;
}

/** Tells `reader` of the text and elements that are shown. */
export function readSeen(html: string, reader: Reader): void {
	for (let start = 0; start < html.length;) start = readFrom(html, start, reader);
}

/** @returns where to go on with a new parser. */
function readFrom(html: string, start: number, reader: Reader): number {
	const state = { goOnAt: html.length, isPaused: false };
	let depth = 0;
	/** The outermost open element that is not seen, and how many of the same name are open. */
	let unseen: string | null = null;
	let sameName = 0;
	let hasFormula = false;
	const pause = (at: number) => {
		state.isPaused = true;
		state.goOnAt = at;
		parser.pause();
	};
	const parser = new Parser({
		ontext(text) {
			if (unseen === null && !state.isPaused) reader.onText(text);
		},
		onopentag(name, attributes) {
			depth += 1;
			if (unseen !== null && LEFT_OPEN.has(unseen) && LINES.has(name) && name !== 'title') unseen = null;
			if (unseen === name) sameName += 1;
			hasFormula ||= name === 'math';
			const isTwin = hasFormula && isFormulaTwin(name, attributes);
			if (unseen === null && (isTwin || UNSEEN.has(name))) [unseen, sameName] = [name, 1];
			if (unseen === null && !reader.onOpen(name, attributes)) pause(html.length);
			else if (depth > DEEPEST && (!RAW.has(name) || depth > 2 * DEEPEST)) pause(start + parser.endIndex + 1);
		},
		onclosetag(name) {
			depth -= 1;
			if (unseen === null) reader.onClose(name);
			else if (unseen === name && --sameName === 0) unseen = null;
		}
	});
	parser.write(start === 0 ? html : html.slice(start));
	if (!state.isPaused) parser.end();
	return state.goOnAt;
}

/** KaTeX writes each formula twice: as MathML, and as what its style sheet makes a picture of. */
function isFormulaTwin(name: string, { class: classes }: Readonly<Record<string, string>>): boolean {
	return name === 'span' && /(^|\s)katex-html(\s|$)/.test(classes ?? '');
}

function separatorOf(name: string): string {
	if (LINES.has(name)) return LINE;
	return CELLS.has(name) ? ' ' : '';
}

function tidy(text: string): string {
	return visibleText(text)
		.replace(SPACES, (run) => (run.includes(LINE) ? '\n' : ' '))
		.trim();
}

function pictureOf(attributes: Readonly<Record<string, string>>): string | null {
	// Pages that load pictures late keep the address aside, and a placeholder in `src`.
	const { src, 'data-src': late, 'data-lazy-src': later, srcset } = attributes;
	const candidates = [late, later, src, srcset?.trim().split(/[\s,]+/, 1)[0]].map((address) =>
		address?.trim()
	);
	const chosen = candidates.find((address) => address && !isData(address) && /[/.]/.test(address)) ?? null;
	return chosen === null || isTracker((name) => (name === 'src' ? chosen : attributes[name])) ? null : chosen;
}

function isData(address: string): boolean {
	return /^(data|blob|about|javascript):/i.test(address);
}
