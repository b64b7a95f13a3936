/** What of an inline style is part of what a post says, as the class that stands for it: the rest goes. */
const KEPT: Readonly<Record<string, (value: string) => string | undefined>> = {
	'text-align': oneOf('align', 'start end left right center justify'),
	'font-weight': (value) => {
		if (/^(bold|bolder|[6-9]00)$/.test(value)) return 'weight-bold';
		// Google Docs wraps all of a text that is pasted in `<b style="font-weight: normal">`.
		return /^(normal|lighter|[1-5]00)$/.test(value) ? 'weight-normal' : undefined;
	},
	'font-style': oneOf('slant', 'italic normal'),
	'font-variant': oneOf('letters', 'small-caps'),
	'font-variant-caps': oneOf('letters', 'small-caps'),
	'text-decoration': oneOf('drawn', 'underline line-through'),
	'text-decoration-line': oneOf('drawn', 'underline line-through'),
	'vertical-align': oneOf('raised', 'super sub'),
	'white-space': oneOf('space', 'pre pre-wrap pre-line'),
	'list-style': listStyle(),
	'list-style-type': listStyle()
};

/** All that {@link classesOf} gives, and nothing else. */
export const STYLE_CLASS =
	/^(align-(start|end|left|right|center|justify)|weight-(bold|normal)|slant-(italic|normal)|letters-small-caps|drawn-(underline|line-through)|raised-(super|sub)|space-pre(-wrap|-line)?|list-(none|disc|circle|square|decimal|(lower|upper)-(alpha|latin|roman|greek)))$/;

/** Elements on which alignment is about the text within. */
const ALIGNABLE: ReadonlySet<string> = new Set(
	'blockquote caption center dd div dt figcaption h1 h2 h3 h4 h5 h6 li p section summary td th tr'.split(' ')
);

/** A style of more declarations than these is no author's: the rest is not read. */
const MOST_DECLARATIONS = 60;

/** The classes that stand for an element's inline style and for its `align`. */
export function classesOf(element: Element): string[] {
	const classes = declarationsOf(element).flatMap(([property, value]) => {
		const found = Object.hasOwn(KEPT, property) ? KEPT[property]?.(value) : undefined;
		return found === undefined ? [] : [found];
	});
	classes.push(...alignmentsIn(element.getAttribute('class') ?? ''));
	const isAligned = classes.some((name) => name.startsWith('align-'));
	const old = element.localName === 'center' ? 'center' : element.getAttribute('align')?.trim().toLowerCase();
	if (!isAligned && old !== undefined && /^(left|right|center|justify)$/.test(old))
		classes.push(`align-${old}`);
	return ALIGNABLE.has(element.localName) ? classes : classes.filter((name) => !name.startsWith('align-'));
}

/** By the names that WordPress and others have for it. */
function alignmentsIn(classes: string): string[] {
	const named = /(?:^|\s)(?:(?:has-text-align-|text-)(left|right|center|justify)|align(center))(?=\s|$)/.exec(
		classes
	);
	const alignment = named?.[1] ?? named?.[2];
	return alignment === undefined ? [] : [`align-${alignment}`];
}

/** The way in which the inline style says that text runs, or null. */
export function styledDirection(element: Element): 'ltr' | 'rtl' | null {
	const value = declarationsOf(element).find(([property]) => property === 'direction')?.[1];
	return value === 'rtl' || value === 'ltr' ? value : null;
}

/** Properties and values in lower case. A value with a semicolon in a string is torn, and then not one that is kept. */
function declarationsOf(element: Element): [string, string][] {
	const style = element.getAttribute('style') ?? '';
	if (style === '') return [];
	return style.split(';', MOST_DECLARATIONS).flatMap((declaration): [string, string][] => {
		const colon = declaration.indexOf(':');
		if (colon === -1) return [];
		const value = declaration
			.slice(colon + 1)
			.trim()
			.toLowerCase()
			.replace(/\s*!important$/, '');
		return [[declaration.slice(0, colon).trim().toLowerCase(), value]];
	});
}

function oneOf(name: string, values: string): (value: string) => string | undefined {
	const known = new Set(values.split(' '));
	return (value) => (known.has(value) ? `${name}-${value}` : undefined);
}

function listStyle(): (value: string) => string | undefined {
	return oneOf(
		'list',
		'none disc circle square decimal lower-alpha upper-alpha lower-latin upper-latin lower-roman upper-roman lower-greek'
	);
}
