import { promoteLateSources } from './lazy-media';
import { readSeen } from './plain-text';
import { safeImage, safeSrcset, type ContentBase } from './safe-url';
import { candidatesOf, candidateToKeep } from './srcset';
import { isTracker } from './trackers';

/** Pictures of one post that are listed: some posts are galleries, and some are attacks. */
const MOST = 200;

/**
 * Absolute addresses of the pictures of untrusted HTML, in order, each once: of those with several files the one to keep. They are
 * among those that the sanitised post asks for. Never throws.
 */
export function picturesIn(html: string, base: ContentBase): string[] {
	if (!/<ima?ge?\b/i.test(html)) return [];
	const found = new Set<string>();
	const add = (address: string | null) => {
		if (address !== null && !address.startsWith('data:')) found.add(withoutFragment(address));
	};
	/** What the sources of the `picture` that is open would give, where its `img` has no file. */
	let sources: string[] = [];
	readSeen(html, {
		onText: () => undefined,
		onOpen: (name, attributes) => {
			if (name === 'source') sources.push(attributes.srcset ?? attributes['data-srcset'] ?? '');
			if (name === 'picture') sources = [];
			if (name === 'img') add(chosenPicture(attributes, sources, base));
			return found.size < MOST;
		},
		onClose: (name) => {
			if (name === 'picture') sources = [];
		}
	});
	return [...found];
}

/** The same file, whatever part of it is meant. */
export const withoutFragment = (address: string): string => address.replace(/#.*$/s, '');

/** The file to show of an `img`, or null: absolute, or a `data:` address. @param sources `srcset`s of the `picture` around it */
export function chosenPicture(
	written: Readonly<Record<string, string>>,
	sources: readonly string[],
	base: ContentBase
): string | null {
	const attributes = { ...written };
	const getAttribute = (name: string) => attributes[name] ?? null;
	const setAttribute = (name: string, value: string) => void (attributes[name] = value);
	promoteLateSources({ localName: 'img', parentElement: null, getAttribute, setAttribute }, base);
	if (isTracker(getAttribute)) return null;
	const src = safeImage(attributes.src ?? '', base);
	const own = safeSrcset(attributes.srcset ?? '', base);
	const [other] = sources.map((srcset) => safeSrcset(srcset, base)).filter((srcset) => srcset !== null);
	const srcset = own ?? (src === null || src.startsWith('data:') ? other : undefined) ?? '';
	return candidateToKeep(
		src?.startsWith('data:') === true && srcset !== '' ? null : src,
		candidatesOf(srcset)
	);
}
