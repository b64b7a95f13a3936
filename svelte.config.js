import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Where Backlist is served: empty for the root of a host, or a folder such as `/reader`. */
const base = /** @type {'' | `/${string}`} */ (process.env.BASE_PATH ?? '');

/** Players of posts, once the reader asks for one: src/lib/content/players.ts goes by the same file. */
const frameHosts = /** @type {string[]} */ (
	JSON.parse(readFileSync(new URL('src/lib/content/frame-hosts.json', import.meta.url), 'utf8'))
);
const frameSources = frameHosts.map(
	(host) => /** @type {`https://${string}.${string}`} */ (`https://${host}`)
);

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		// One page for every route: a static host serves it for any address it has no file for.
		adapter: adapter({ fallback: 'index.html' }),
		// With relative paths a deep link opened offline would look for its scripts in the wrong folder.
		paths: { base, relative: false },
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
				'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'dompurify', 'backlist-worker']
			}
		}
	}
};
