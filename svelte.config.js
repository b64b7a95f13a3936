import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Where Backlist is served: empty for the root of a host, or a folder such as `/reader`. */
const base = /** @type {'' | `/${string}`} */ (process.env.BASE_PATH ?? '');
/** Where the built app goes. */
const folder = process.env.BUILD_PATH ?? 'build';

/** Players of posts, once the reader asks for one: src/lib/content/players.ts goes by the same file. */
const frameHosts = /** @type {string[]} */ (
	JSON.parse(readFileSync(new URL('src/lib/content/frame-hosts.json', import.meta.url), 'utf8'))
);
const frameSources = frameHosts.map(
	(host) => /** @type {`https://${string}.${string}`} */ (`https://${host}`)
);

/** @typedef {Record<string, { file: string, css?: string[], imports?: string[] }>} Manifest */

const NODES = '.svelte-kit/generated/client-optimized/nodes';
/** What a post says in English. */
const WORDS = 'src/lib/messages/compiled-pages/messages/en.js';

/**
 * The page of the app with its parts named ahead, the scripts before the fonts. SvelteKit finds some of them only once it has started, a
 * round trip later, and a post would have its own named for every page.
 * @param {string} page
 * @param {Manifest} manifest
 */
function withParts(page, manifest) {
	const known = new Set();
	const first = partsOf(manifest, `${NODES}/0.js`, known);
	// The error page, the library's layout and its list: the nodes that SvelteKit asks for at the front page.
	const nodes = [1, 2, 3].flatMap((number) => partsOf(manifest, `${NODES}/${number}.js`, known));
	const post = largestFirst(partsOf(manifest, `${NODES}/4.js`, known));
	const words = partsOf(manifest, WORDS, known);
	const script = scriptOfPost(post, words);
	const hash = createHash('sha256').update(script).digest('base64');
	const styles = first
		.filter((file) => file.endsWith('.css'))
		.map((file) => `href="${base}/${file}" rel="stylesheet"`);
	const links = page.match(/<link href=[^>]*>/g) ?? [];
	const isOf = (/** @type {string} */ kind) => (/** @type {string} */ link) => link.includes(kind);
	const scripts = [
		...links
			.filter(isOf('rel="modulepreload"'))
			.map((link) => (link.split('"')[1] ?? '').slice(base.length + 1)),
		...nodes.filter((file) => file.endsWith('.js'))
	];
	const [largest, ...small] = largestFirst(scripts).map(
		(file) => `<link href="${base}/${file}" rel="modulepreload">`
	);
	const named = [
		// What takes longest begins first: browsers ask a host for six files at a time, if it speaks no newer HTTP.
		largest,
		// Before the styles, for which scripts wait.
		`<script>${script}</script>`,
		// Those of what comes later come with it: the first paint need not wait for them.
		...links.filter((link) => styles.some((style) => link.includes(style))),
		...links.filter(isOf('as="font"')),
		...small
	];
	return links
		.reduce((rest, link) => rest.replace(link, ''), page)
		.replace('script-src ', `script-src 'sha256-${hash}' `)
		.replace('</head>', `\t${named.join('\n\t\t')}\n\t</head>`);
}

/**
 * Runs in the page, before anything else.
 * @param {string[]} parts of a post
 * @param {string[]} words of a post, for those who read English
 */
function scriptOfPost(parts, words) {
	const list = (/** @type {string[]} */ files) => JSON.stringify(files.map((file) => `${base}/${file}`));
	return (
		`if(location.pathname.startsWith('${base}/post/'))` +
		`for(const href of ${list(parts)}.concat(navigator.language.startsWith('en')?${list(words)}:[]))` +
		`document.head.append(Object.assign(document.createElement('link'),{href},` +
		`href.endsWith('.js')?{rel:'modulepreload'}:{rel:'preload',as:'style',crossOrigin:''}))`
	);
}

/** @param {string[]} files */
function largestFirst(files) {
	const sizeOf = (/** @type {string} */ file) => statSync(`${folder}/${file}`).size;
	return files.toSorted((a, b) => sizeOf(b) - sizeOf(a));
}

/**
 * Files of a part and of what it imports.
 * @param {Manifest} manifest
 * @param {string} part
 * @param {Set<string>} known files that are left out, to which these are added
 * @returns {string[]}
 */
function partsOf(manifest, part, known) {
	const found = manifest[part];
	if (found === undefined) throw new Error(`The build has no ${part} as it used to have.`);
	const { file, css = [], imports = [] } = found;
	if (known.has(file)) return [];
	known.add(file);
	const styles = css.filter((sheet) => !known.has(sheet));
	for (const sheet of styles) known.add(sheet);
	return [file, ...styles, ...imports.flatMap((imported) => partsOf(manifest, imported, known))];
}

/**
 * As adapter-static does, with the parts of the library named in the page: SvelteKit finds them only once it has started, a round
 * trip later.
 * @returns {import('@sveltejs/kit').Adapter}
 */
function staticAdapter() {
	// One page for every route: a static host serves it for any address it has no file for.
	const { name, adapt } = adapter({ pages: folder, fallback: 'index.html' });
	return {
		name,
		async adapt(builder) {
			await adapt(builder);
			const manifest = /** @type {Manifest} */ (
				JSON.parse(readFileSync(`${builder.getBuildDirectory('output')}/client/.vite/manifest.json`, 'utf8'))
			);
			writeFileSync(
				`${folder}/index.html`,
				withParts(readFileSync(`${folder}/index.html`, 'utf8'), manifest)
			);
			// An id counts from the root of the host: of two apps in two folders each has its own.
			const app = /** @type {object} */ (JSON.parse(readFileSync('static/manifest.webmanifest', 'utf8')));
			writeFileSync(`${folder}/manifest.webmanifest`, JSON.stringify({ ...app, id: `${base}/` }, null, '\t'));
		}
	};
}

/**
 * Lucide's icons as plain markup. Left to itself each is put together at run time, attribute by attribute, which took a tenth of the
 * time in which the first page is drawn.
 * @type {import('svelte/compiler').PreprocessorGroup}
 */
const drawnIcons = {
	name: 'drawn-icons',
	markup({ content, filename = '' }) {
		if (!/@lucide\/svelte\/dist\/icons\/[^/]+\.svelte$/.test(filename)) return;
		const data = /const iconData = (\{.*\});/.exec(content)?.[1];
		if (data === undefined) throw new Error(`${filename} is no icon as Lucide used to write them.`);
		const { name, size, node } =
			/** @type {{ name: string, size: number, node: [string, Record<string, string>][] }} */ (
				JSON.parse(data)
			);
		const attributes = (/** @type {Record<string, string>} */ values) =>
			Object.entries(values)
				.map(([key, value]) => `${key}="${value}"`)
				.join(' ');
		const shapes = node.map(([tag, values]) => `<${tag} ${attributes(values)} />`).join('');
		return {
			code:
				`<svg class="lucide lucide-${name}" aria-hidden="true" viewBox="0 0 ${size} ${size}" width="24" height="24" ` +
				`fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</svg>`
		};
	}
};

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: [drawnIcons, vitePreprocess()],
	compilerOptions: { runes: true },
	kit: {
		adapter: staticAdapter(),
		// With relative paths a deep link opened offline would look for its scripts in the wrong folder.
		paths: { base, relative: false },
		// What only the browser and the system look at, when the app is installed, is not kept for offline.
		// Registered by src/lib/state/offline.svelte.ts, once there is something to see.
		serviceWorker: { register: false, files: (path) => !/^(screenshots|icons\/shortcuts)\//.test(path) },
		typescript: {
			config: (config) => {
				config.include = [
					...config.include,
					'../eslint.config.js',
					'../svelte.config.js',
					'../tests/**/*.mjs'
				];
				// SvelteKit leaves the service worker out of the type check.
				config.exclude = config.exclude.filter(
					(/** @type {string} */ path) => !path.includes('service-worker')
				);
				return config;
			}
		},
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				// Svelte's style directives set positions in the virtual list.
				'style-src-attr': ['unsafe-inline'],
				'font-src': ['self'],
				'img-src': ['self', 'https:', 'http:', 'data:', 'blob:'],
				'media-src': ['self', 'https:', 'http:', 'blob:'],
				'connect-src': ['self', 'https:', 'http:'],
				'frame-src': frameSources,
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['none'],
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'dompurify', 'backlist-worker', 'backlist-service-worker']
			}
		}
	}
};
