/** One of the files of a picture. */
export interface Candidate {
	/** As it is written, perhaps relative. */
	url: string;
	/** Such as `1024w` or `2x`; empty for none. */
	descriptor: string;
}

/** Dots from which a picture is good enough in an article on any screen, and those at which it is best to begin looking. */
const ENOUGH = { least: 600, best: 1000 };
/** More dots than these to each CSS pixel are hardly seen. */
const DENSEST = 2;

/** The candidates of a `srcset` that `safeSrcset` has made. */
export function candidatesOf(srcset: string): Candidate[] {
	return srcset
		.split(', ')
		.map((candidate) => {
			const [url = '', descriptor = ''] = candidate.split(' ');
			return { url, descriptor };
		})
		.filter(({ url }) => url !== '');
}

/**
 * Of the files of a picture the one to keep: large enough to read it by, and no larger. That of `src` where it will do, since it may
 * stand in lists too; it is the one that everybody can show.
 * @param src null where the picture has none
 */
export function candidateToKeep(src: string | null, candidates: readonly Candidate[]): string | null {
	const wide = candidates
		.map(({ url, descriptor }) => ({ url, width: numberOf(descriptor, 'w') }))
		.filter(({ width }) => width > 0)
		.sort((a, b) => a.width - b.width);
	if (wide.length > 0) {
		const own = wide.find(({ url }) => url === src)?.width ?? 0;
		if (own >= ENOUGH.least) return src;
		return (wide.find(({ width }) => width >= ENOUGH.best) ?? wide.at(-1))?.url ?? src;
	}
	const dense = candidates
		.map(({ url, descriptor }) => ({ url, density: numberOf(descriptor, 'x') || 1 }))
		.filter(({ density }) => density <= DENSEST)
		.sort((a, b) => b.density - a.density);
	return dense[0]?.url ?? src ?? candidates[0]?.url ?? null;
}

function numberOf(descriptor: string, unit: 'w' | 'x'): number {
	return descriptor.endsWith(unit) ? Number.parseFloat(descriptor) : 0;
}
