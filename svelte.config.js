import { readFileSync, writeFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { importDirectly } from './src/packaging/direct-parts.js';
import { drawnIcons } from './src/packaging/drawn-icons.js';
import { packParts } from './src/packaging/pack-parts.js';
import { withParts } from './src/packaging/page-parts.js';

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

/**
 * As adapter-static does, with a page that asks for its parts at once, and parts that are packed.
 * @returns {import('@sveltejs/kit').Adapter}
 */
function staticAdapter() {
	// One page for every route: a static host serves it for any address it has no file for.
	const { name, adapt } = adapter({ pages: folder, fallback: 'index.html' });
	return {
		name,
		async adapt(builder) {
			await adapt(builder);
			const client = `${builder.getBuildDirectory('output')}/client`;
			const manifest = /** @type {import('./src/packaging/page-parts.js').Manifest} */ (
				JSON.parse(readFileSync(`${client}/.vite/manifest.json`, 'utf8'))
			);
			const { page, shells } = importDirectly(folder, base, readFileSync(`${folder}/index.html`, 'utf8'));
			writeFileSync(`${folder}/index.html`, withParts({ folder, base, manifest, shells }, page));
			await packParts(folder);
			// An id counts from the root of the host: of two apps in two folders each has its own.
			const app = /** @type {object} */ (JSON.parse(readFileSync('static/manifest.webmanifest', 'utf8')));
			writeFileSync(`${folder}/manifest.webmanifest`, JSON.stringify({ ...app, id: `${base}/` }, null, '\t'));
		}
	};
}

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
