import { speakOfPages } from '$lib/messages/messages';
import type { LayoutLoad } from './$types';

// A single-page app: every page is drawn in the browser from what is stored there.
export const ssr = false;
export const prerender = false;

/** The list has its words with the app; a post and the other pages wait for theirs. */
export const load: LayoutLoad = async ({ route }) => {
	if (route.id !== '/(library)') await speakOfPages();
};
