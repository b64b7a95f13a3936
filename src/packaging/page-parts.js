import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { askForFirstPosts } from './first-posts.js';

/** @typedef {Record<string, { file: string, css?: string[], imports?: string[] }>} Manifest */
/**
 * @typedef {object} Build
 * @property {string} folder
 * @property {string} base
 * @property {Manifest} manifest
 * @property {string[]} shells files for which nothing asks, see direct-parts.js
 */

const NODES = '.svelte-kit/generated/client-optimized/nodes';
/** What a post says in English. */
const WORDS = 'src/lib/messages/compiled-pages/messages/en.js';

/**
 * The page of the app with its parts named ahead, the scripts before the fonts. SvelteKit finds some of them only once it has started, a
 * round trip later, and a post would have its own named for every page.
 * @param {Build} build
 * @param {string} page
 * @throws {Error} when the build is not what it used to be
 */
export function withParts({ folder, base, manifest, shells }, page) {
	/** @type {Set<string>} */
	const known = new Set();
	const partsOf = (/** @type {string[]} */ ...parts) =>
		largestFirst(
			folder,
			parts.flatMap((part) => filesOf(manifest, part, known)).filter((file) => !shells.includes(file))
		);
	const first = partsOf(`${NODES}/0.js`);
	// The error page, the library's layout and its list: the nodes that SvelteKit asks for at the front page.
	const nodes = partsOf(...[1, 2, 3].map((number) => `${NODES}/${number}.js`));
	const post = partsOf(`${NODES}/4.js`);
	const script = `(${askForFirstPosts})(${JSON.stringify(base)});${scriptOfPost(base, post, partsOf(WORDS))}`;
	const hash = createHash('sha256').update(script).digest('base64');
	const links = page.match(/<link href=[^>]*>/g) ?? [];
	const [largest, ...small] = largestFirst(folder, [...first, ...nodes].filter(isScript)).map(
		(file) => `<link href="${base}/${file}" rel="modulepreload">`
	);
	const named = [
		// What takes longest begins first: browsers ask a host for six files at a time, if it speaks no newer HTTP.
		largest,
		// Before the styles, for which scripts wait.
		`<script>${script}</script>`,
		// Styles of what comes later come with it: the first paint need not wait for them.
		...first
			.filter((file) => !isScript(file))
			.map((file) => `<link href="${base}/${file}" rel="stylesheet">`),
		...links.filter((link) => link.includes('as="font"')),
		...small
	];
	return links
		.reduce((rest, link) => rest.replace(link, ''), page)
		.replace('script-src ', `script-src 'sha256-${hash}' `)
		.replace('</head>', () => `\t${named.join('\n\t\t')}\n\t</head>`);
}

/** @param {string} file */
const isScript = (file) => file.endsWith('.js');

/**
 * Runs in the page, before anything else.
 * @param {string} base
 * @param {string[]} parts of a post
 * @param {string[]} words of a post, for those who read English
 */
function scriptOfPost(base, parts, words) {
	const list = (/** @type {string[]} */ files) => JSON.stringify(files.map((file) => `${base}/${file}`));
	return (
		`if(location.pathname.startsWith('${base}/post/'))` +
		`for(const href of ${list(parts)}.concat(navigator.language.startsWith('en')?${list(words)}:[]))` +
		`document.head.append(Object.assign(document.createElement('link'),{href},` +
		`href.endsWith('.js')?{rel:'modulepreload'}:{rel:'preload',as:'style',crossOrigin:''}))`
	);
}

/**
 * @param {string} folder
 * @param {string[]} files
 */
function largestFirst(folder, files) {
	const sizeOf = (/** @type {string} */ file) => statSync(join(folder, file)).size;
	return files.toSorted((a, b) => sizeOf(b) - sizeOf(a));
}

/**
 * Files of a part and of what it imports.
 * @param {Manifest} manifest
 * @param {string} part
 * @param {Set<string>} known files that are left out, to which these are added
 * @returns {string[]}
 */
function filesOf(manifest, part, known) {
	const found = manifest[part];
	if (found === undefined) throw new Error(`The build has no ${part} as it used to have.`);
	const { file, css = [], imports = [] } = found;
	if (known.has(file)) return [];
	known.add(file);
	const styles = css.filter((sheet) => !known.has(sheet));
	for (const sheet of styles) known.add(sheet);
	return [file, ...styles, ...imports.flatMap((imported) => filesOf(manifest, imported, known))];
}
