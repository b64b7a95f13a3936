import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the folder of the build. */
const PARTS = '_app/immutable';
/** What SvelteKit begins with, and its nodes of the first page and of a post. */
const SHELL = /^(?:entry\/(?:start|app)|nodes\/[0-4])\./;
/** All that a shell says: which names of a script it hands on, and as what. */
const TEXT = /^export\{([^}]*)\}from"\.\.\/chunks\/([\w-]+\.js)";?\s*$/;
const START = /<script>([^<]*import\("[^<]*)<\/script>/;

/**
 * Each of SvelteKit's entries and nodes is a file of its own that only hands on what lies in a larger script: six requests before the
 * first page that bring nothing. In `page`, and in the script that has the nodes, what they hand on is imported from where it lies.
 * @param {string} folder of the build; its script of nodes is written anew
 * @param {string} base
 * @param {string} page
 * @returns {{ page: string, shells: string[] }} `shells` from the folder of the build, for which nothing asks any more
 * @throws {Error} when a shell is none
 */
export function importDirectly(folder, base, page) {
	const shells = readdirSync(join(folder, PARTS), { recursive: true })
		.map((name) => String(name).replaceAll('\\', '/'))
		.filter((name) => SHELL.test(name) && name.endsWith('.js'))
		.map((name) => shellOf(folder, name));
	const nodes = join(
		folder,
		PARTS,
		'chunks',
		shells.find(({ name }) => name.startsWith('entry/app.'))?.chunk ?? ''
	);
	const script = shells.reduce(
		(text, { name, chunk, members }) =>
			text
				.replace(`import(\`../${name}\`)`, () => importOf(`./${chunk}`, members))
				// Of what Vite loads with it.
				.replaceAll(`/${PARTS}/${name}`, `/${PARTS}/chunks/${chunk}`),
		readFileSync(nodes, 'utf8')
	);
	writeFileSync(nodes, script);
	const start = START.exec(page)?.[1];
	if (start === undefined || !page.includes(hashOf(start)))
		throw new Error('The page starts in another way than it used to.');
	const parts = `${base}/${PARTS}`;
	const direct = shells.reduce(
		(text, { name, chunk, members }) =>
			text.replace(`import("${parts}/${name}")`, () => importOf(`${parts}/chunks/${chunk}`, members)),
		start
	);
	if (direct.includes(`${parts}/entry/`) || /import\([^)]*nodes\/[0-4]\./.test(script))
		throw new Error('The app starts in another way than it used to.');
	return {
		page: page.replace(start, () => direct).replace(hashOf(start), hashOf(direct)),
		shells: shells.map(({ name }) => `${PARTS}/${name}`)
	};
}

/**
 * @param {string} folder
 * @param {string} name
 */
function shellOf(folder, name) {
	const [, names, chunk] = TEXT.exec(readFileSync(join(folder, PARTS, name), 'utf8')) ?? [];
	if (names === undefined || chunk === undefined)
		throw new Error(`${name} used to hand on what lies in another script, and nothing else.`);
	const members = names.split(',').map((pair) => pair.split(' as '));
	return { name, chunk, members: members.map(([inner = '', outer = inner]) => `${outer}:e.${inner}`).join() };
}

/**
 * @param {string} path
 * @param {string} members
 */
const importOf = (path, members) => `import("${path}").then(e=>({${members}}))`;

/** @param {string} script */
const hashOf = (script) => createHash('sha256').update(script).digest('base64');
