/*
 * Files of the built app, by when the service worker keeps them. They are told apart by their names, which vite.config.ts gives.
 */

const SYNC_SCRIPT = /\/workers\/sync-worker-[^/]*\.js$/;
/** What is of use at a later visit at the earliest. */
const LATER = /\/later\/[^/]*\.js$/;
/** What takes files in and gives them out: nothing of it is needed to read, and it is large. */
const TOOL = /\/(?:workers\/transfer-worker|tools\/[^/]*)-[^/]*\.(?:js|css)$/;
/** Fonts of scripts that few readers need. */
const RARE_FONT = /-(latin-ext|cyrillic)-[^/]*\.woff2$/;
/** What the app says in another language than English. */
const LANGUAGE = /\/messages\/(\w\w)-[^/]*\.js$/;
/** What only hands on what lies in another script: nothing asks for it, see src/packaging/direct-parts.js. */
const SHELL = /\/_app\/immutable\/(?:entry\/(?:start|app)|nodes\/[0-4])\./;
/** What each build gives another name: at the end, after a dot or a dash. */
const HASH = /[.-][\w-]{8}(?=\.\w+$)/;

/** What is known of this device when the app is kept. */
export interface Keeping {
	/** BCP 47 tags, the dearest first. */
	languages: readonly string[];
	/** Paths that the version before has kept; null where there is none. */
	before: readonly string[] | null;
}

/** Whether a part waits for its first use: few readers need it, and those all the time. */
export function isKeptOnUse(path: string): boolean {
	return RARE_FONT.test(path) || LANGUAGE.test(path);
}

/** Whether a part comes after all those that reading without a network takes. */
export function isTool(path: string): boolean {
	return TOOL.test(path);
}

/** Whether a part is of no use. */
export function isShell(path: string): boolean {
	return SHELL.test(path);
}

/** The script that syncs, of all parts of a build. */
export function syncScriptOf(build: readonly string[]): string | undefined {
	return build.find((path) => SYNC_SCRIPT.test(path));
}

/**
 * The parts without which a version is not installed: at the first visit all that works without a network, in the reader's
 * language; in an update all that the version before has kept besides, since a tab may need it long after the host has dropped it.
 */
export function partsToInstall(build: readonly string[], { languages, before }: Keeping): string[] {
	const language = languageOf(build, languages);
	const known = new Set(before?.map(nameOf));
	return build.filter((path) => {
		if (isKeptOnUse(path) || isTool(path)) return isOf(language, path) || known.has(nameOf(path));
		// The first visit goes on without what does nothing without a network.
		return before !== null || !(SYNC_SCRIPT.test(path) || LATER.test(path));
	});
}

/** Whether the part is what the app says in `language`; never for English. */
function isOf(language: string | undefined, path: string): boolean {
	return language !== undefined && LANGUAGE.exec(path)?.[1] === language;
}

/** The first that the app speaks; undefined for English, which is in the app itself. */
function languageOf(build: readonly string[], languages: readonly string[]): string | undefined {
	const spoken = new Set(build.flatMap((path) => LANGUAGE.exec(path)?.[1] ?? []));
	const bases = languages.map((tag) => tag.split('-', 1)[0]?.toLowerCase() ?? '');
	const first = bases.find((base) => base === 'en' || spoken.has(base));
	return first === 'en' ? undefined : first;
}

const nameOf = (path: string) => path.replace(HASH, '');
