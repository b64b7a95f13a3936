import { escapeAttribute, EndsIn, escapeText, inSmallLetters } from './markup-text';

/** Shortcodes in which programs stand, and those whose names are the language. */
const GENERAL = new Set([
	'code',
	'sourcecode',
	'source',
	'cc',
	'ccn',
	'cci',
	'crayon',
	'highlight',
	'prettify'
]);
const LANGUAGES =
	'actionscript bash c clojure coldfusion cpp csharp css delphi diff erlang fsharp go groovy haskell html java ' +
	'javascript js jscript latex matlab objc perl php powershell python r ruby scala sql swift vb xml';
const NAMES = new Set([...GENERAL, ...LANGUAGES.split(' ')]);
const START = /\[([a-z]{1,15})(?![\w-])((?:\s[^[\]<>]{0,500})?)\]/gi;

/**
 * Programs between shortcodes become preformatted text, before anything else is done to the text: they may hold line breaks,
 * tags, and what looks like a shortcode.
 */
export function withCode(text: string): string {
	if (!text.includes('[/')) return text;
	const ends = new EndsIn(inSmallLetters(text));
	let [changed, done] = ['', 0];
	START.lastIndex = 0;
	for (let match = START.exec(text); match !== null; match = START.exec(text)) {
		const name = (match[1] ?? '').toLowerCase();
		// With a second bracket an author writes about it.
		if (!NAMES.has(name) || text.charAt(match.index - 1) === '[') continue;
		const end = ends.after(`[/${name}]`, START.lastIndex);
		if (end === -1) continue;
		const program = text.slice(START.lastIndex, end - name.length - 3);
		changed += text.slice(done, match.index) + preformatted(program, languageOf(name, match[2] ?? ''));
		done = end;
		START.lastIndex = end;
	}
	return changed + text.slice(done);
}

function languageOf(name: string, attributes: string): string {
	if (!GENERAL.has(name)) return name;
	return /\b(?:lang|language)\s{0,5}=\s{0,5}["']?([\w+#-]{1,20})/i.exec(attributes)?.[1]?.toLowerCase() ?? '';
}

/** Some plugins keep programs as HTML, others as they were typed. */
function preformatted(program: string, language: string): string {
	const isHtml = /&(lt|gt|amp|quot|#0?39|#91|#093);/.test(program) && !/<(?!\/?(?:br|p)\b)/.test(program);
	const text = program.replace(/^\n+|\s+$/g, '');
	const named = language === '' ? '' : ` class="language-${escapeAttribute(language)}"`;
	return `\n\n<pre><code${named}>${isHtml ? text : escapeText(text)}</code></pre>\n\n`;
}
