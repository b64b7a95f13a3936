/** Signs between the title of a page and the name of its site. */
const BETWEEN = String.raw`\s+[|–—·•»«:/-]\s+|\s*[|»«·]\s*|:\s+`;

/**
 * The title of a page without the name of its site before or after it.
 * @param siteName '' when unknown: then what `heading` says, if the title holds it
 */
export function withoutSiteName(title: string, siteName: string, heading: string): string {
	const name = siteName.trim();
	if (name !== '' && name !== title) {
		const escaped = name.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
		const bare = title
			.replace(new RegExp(`(?:${BETWEEN})${escaped}$`, 'i'), '')
			.replace(new RegExp(`^${escaped}(?:${BETWEEN})`, 'i'), '')
			.trim();
		if (bare !== '' && bare !== title) return bare;
	}
	const isPart =
		heading.length > 1 && title !== heading && (title.startsWith(heading) || title.endsWith(heading));
	return isPart ? heading : title;
}
