import { escapeXml } from '$lib/content/xhtml/xml-text';
import type { Export } from './export-format';

/** Letters in a line of the title, about. */
const LINE = 18;
const MOST_LINES = 6;

/** A cover in the proportions of a page: the title, the years and the name of the site. */
export function coverPicture({ title, only }: Export, years: string): string {
	const lines = linesOf(title.trim() || '–');
	const home = only?.homeUrl ?? null;
	const site = home !== null && URL.canParse(home) ? new URL(home).host.replace(/^www\./, '') : '';
	const text = (words: string, y: number, size: number, fill: string) =>
		`<text x="600" y="${y}" font-size="${size}" fill="${fill}">${escapeXml(words)}</text>`;
	return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1600" width="1200" height="1600">
<title>${escapeXml(title.trim() || '–')}</title>
<rect width="1200" height="1600" fill="#0f3c48"/>
<rect x="60" y="60" width="1080" height="1480" fill="none" stroke="#d9e6e4" stroke-width="4"/>
<g font-family="Georgia, serif" text-anchor="middle">
${lines.map((line, i) => text(line, 560 + i * 120, 96, '#ffffff')).join('\n')}
${text(years, 1320, 56, '#d9e6e4')}
${text(site, 1420, 48, '#d9e6e4')}
</g>
</svg>
`;
}

/** A title in lines, cut after the last that has room. */
function linesOf(title: string): string[] {
	const lines: string[] = [];
	for (const word of title.split(/\s+/).flatMap(inPieces)) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + word.length < LINE) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), '…'];
}

/** A word that is longer than a line, as in scripts without spaces. */
function inPieces(word: string): string[] {
	const letters = Array.from(
		new Intl.Segmenter().segment(word.slice(0, 10 * LINE)),
		({ segment }) => segment
	);
	const pieces: string[] = [];
	for (let at = 0; at < letters.length; at += LINE) pieces.push(letters.slice(at, at + LINE).join(''));
	return pieces;
}
