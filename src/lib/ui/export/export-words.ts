import { m, spokenLanguage } from '$lib/messages/messages';
import type { ExportWords } from '$lib/state/exports.svelte';

/** What a file says in the reader's language. */
export function exportWords(): ExportWords {
	return {
		locale: spokenLanguage(),
		contents: m.export_contents(),
		onSite: m.export_on_site(),
		picture: m.export_picture()
	};
}
