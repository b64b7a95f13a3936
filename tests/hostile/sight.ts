/** What is found wrong with the page, in words; nothing when all is well. */
export interface Sight {
	/** Takes the page as it is now for how it should be. */
	remember: () => void;
	/** What is wrong with the whole of it. */
	faults: () => string[];
}

/** Defines `window.sight`. Runs in the page by itself, so it uses nothing from outside of it. */
export function installSight(): void {
	const FORBIDDEN =
		'script, style, link, meta, base, title, iframe, frame, object, embed, form, input, select, textarea, template, slot, noscript, svg, map, area, dialog';
	const KNOWN_SCHEME = /^(https?:|mailto:|tel:|blob:http:\/\/localhost|#|\/)/;
	/** What the app holds on to, however a post is named. */
	const HELD =
		'fetch top parent location history navigator document trustedTypes localStorage indexedDB caches Worker Promise Array Object self name opener closed status length';
	const IN_DOCUMENT = 'body head defaultView documentElement implementation scripts forms images links';

	const all = (selector: string) => [...document.querySelectorAll(selector)];
	const nameOf = (element: Element) =>
		`<${element.localName}${element.id === '' ? '' : ` id=${element.id}`}>`;
	const valuesOf = (object: object, names: string) =>
		new Map(names.split(' ').map((name) => [name, (object as Record<string, unknown>)[name]]));

	/** The page without what a post is in, and without what changes as posts are read. */
	const outline = () =>
		[
			'head > :not(title, link)',
			'body > *',
			'#app > *',
			'nav, nav *',
			'dialog, dialog *',
			'article > header, article > header > *'
		].map((selector) => `${selector}: ${all(selector).map(nameOf).join(' ')}`);

	let inWindow = new Map<string, unknown>();
	let inDocument = new Map<string, unknown>();
	let ownOfWindow = new Set<string>();
	let ownOfDocument = new Set<string>();
	let outlineBefore: string[] = [];
	let attributesOfRoot = '';

	const rootAttributes = () =>
		[document.documentElement, document.body]
			.flatMap(({ attributes }) => [...attributes].map(({ name, value }) => `${name}=${value}`))
			.join(' ');

	function faultsOfGlobals(): string[] {
		const changed = (now: Map<string, unknown>, before: Map<string, unknown>) =>
			[...now].filter(([name, value]) => value !== before.get(name)).map(([name]) => `${name} is another`);
		const added = (object: object, before: Set<string>) =>
			Object.getOwnPropertyNames(object)
				.filter((name) => !before.has(name))
				.map((name) => `${name} is new`);
		return [
			...changed(valuesOf(window, HELD), inWindow),
			...changed(valuesOf(document, IN_DOCUMENT), inDocument),
			...added(window, ownOfWindow),
			...added(document, ownOfDocument),
			...('clobbered' in window ? ['clobbered is there'] : []),
			...(document.baseURI === location.href.replace(/#.*$/, '') || document.baseURI === location.href
				? []
				: [`the base is ${document.baseURI}`])
		];
	}

	function faultsOfContent(): string[] {
		const inside = all('.prose *');
		return [
			...inside
				.filter((element) => element.matches(FORBIDDEN))
				.map((element) => `${nameOf(element)} in a post`),
			...inside
				.filter((element) => element.id !== '' && !element.id.startsWith('post-'))
				.map((element) => `${nameOf(element)} is no id for a post`),
			...inside
				.filter((element) => element.hasAttribute('name') || element.hasAttribute('style'))
				.map((element) => `${nameOf(element)} has a name or a style`),
			...all('*').flatMap(({ localName, attributes }) =>
				[...attributes].filter(({ name }) => /^on/i.test(name)).map(({ name }) => `${name} on <${localName}>`)
			),
			...all('a[href], area[href]')
				.map((link) => link.getAttribute('href') ?? '')
				.filter((href) => !KNOWN_SCHEME.test(href))
				.map((href) => `a link to ${href.slice(0, 80)}`),
			...all('iframe, object, embed').map((element) => `${nameOf(element)} on the page`)
		];
	}

	/** A post may not reach over the rest of the page, nor make it longer. */
	function faultsOfPlace(): string[] {
		const pane = document.querySelector('.prose')?.closest('article')?.parentElement?.getBoundingClientRect();
		if (pane === undefined) return [];
		const faults: string[] = [];
		for (let x = 20; x < innerWidth; x += 90) {
			for (let y = 20; y < innerHeight; y += 110) {
				if (x >= pane.left && x <= pane.right && y >= pane.top && y <= pane.bottom) continue;
				const found = document.elementFromPoint(x, y);
				if (found?.closest('.prose')) faults.push(`${nameOf(found)} of the post lies over ${x},${y}`);
			}
		}
		const { scrollHeight, clientHeight } = document.documentElement;
		if (scrollHeight > clientHeight + 1) faults.push('the page has become longer');
		return faults;
	}

	function faultsOfPage(): string[] {
		const now = outline();
		const isAnother = rootAttributes() !== attributesOfRoot;
		return [
			...now
				.filter((line, i) => line !== outlineBefore[i])
				.map((line, i) => `was ${outlineBefore[i]}, is ${line}`),
			...(isAnother ? [`the root has ${rootAttributes()}`] : [])
		];
	}

	const sight: Sight = {
		remember: () => {
			inWindow = valuesOf(window, HELD);
			inDocument = valuesOf(document, IN_DOCUMENT);
			ownOfWindow = new Set(Object.getOwnPropertyNames(window));
			ownOfDocument = new Set(Object.getOwnPropertyNames(document));
			outlineBefore = outline();
			attributesOfRoot = rootAttributes();
		},
		faults: () => [...faultsOfGlobals(), ...faultsOfContent(), ...faultsOfPlace(), ...faultsOfPage()]
	};
	Object.assign(window, { sight });
}
