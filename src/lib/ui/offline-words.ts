import { m } from '$lib/messages/messages';
import type { KeepPictures } from '$lib/model/kept-media';
import type { PictureSetting } from '$lib/model/pictures';
import type { KeepingEnd, MediaCounts } from '$lib/state/offline-media.svelte';
import { formatBytes } from './format';

/** Of which posts pictures are kept. */
export function keepWords(keep: KeepPictures): string {
	switch (keep) {
		case 'all':
			return m.offline_all();
		case 'starred':
			return m.offline_starred();
		case 'none':
			return m.offline_none();
	}
}

/** What that means for the reader. */
export function keepMeaning(keep: KeepPictures): string {
	switch (keep) {
		case 'all':
			return m.offline_all_about();
		case 'starred':
			return m.offline_starred_about();
		case 'none':
			return m.offline_none_about();
	}
}

/** "12 pictures are kept. 3.4 MB of 1 GB are used." `budget` is bytes. */
export function keptWords({ pictures, recordings, room }: MediaCounts, budget: number): string {
	if (pictures + recordings === 0) return m.offline_nothing();
	return [
		pictures > 0 ? m.offline_pictures({ count: pictures }) : '',
		recordings > 0 ? m.offline_recordings({ count: recordings }) : '',
		m.offline_room({ size: formatBytes(room), budget: formatBytes(budget) })
	]
		.filter((sentence) => sentence !== '')
		.join(' ');
}

/** Why no more pictures come now; null when nothing keeps them from it. */
export function waitingWords({
	loads,
	savesData,
	end
}: {
	loads: PictureSetting;
	savesData: boolean;
	end: KeepingEnd | null;
}): string | null {
	if (loads === 'never') return m.offline_never();
	if (savesData) return m.offline_saves_data();
	if (end === 'room') return m.offline_no_room();
	if (end === 'budget') return m.offline_full();
	return loads === 'press' ? m.offline_press() : null;
}
