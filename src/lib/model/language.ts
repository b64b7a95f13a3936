/** In UTF-16 units: RFC 5646 finds 35 enough. */
const LONGEST = 100;

/** A BCP 47 tag that `Intl` and `lang=` accept, or null: `en_US ` gives `en-US`, nonsense gives null. */
export function languageTag(value: string): string | null {
	const candidate = value.trim().replaceAll('_', '-');
	if (candidate === '' || candidate.length > LONGEST) return null;
	try {
		return Intl.getCanonicalLocales(candidate)[0] ?? null;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
