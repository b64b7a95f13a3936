import { englishOf } from '$lib/model/problem';
import type { SkippedItem } from '$lib/sources/source';

/** What was skipped, with the reasons as an English reader has them. */
export function inEnglish(skipped: readonly SkippedItem[]): { position: number; reason: string }[] {
	return skipped.map(({ position, reason }) => ({ position, reason: englishOf(reason) }));
}
