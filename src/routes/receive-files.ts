import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import type { App } from '$lib/state/app.svelte';
import { isPacked } from '$lib/state/received-files';

/** Leads to where files are looked at: a backup alone to where it is restored, all else to where files come in. */
export async function receiveFiles(app: App, files: readonly File[]): Promise<void> {
	const [only, ...others] = files;
	if (only === undefined) return;
	if (others.length === 0 && (await isPacked(only))) {
		const { Backups } = await import('$lib/state/backups.svelte');
		void app.backupsBy(Backups).check(only);
		await goto(`${resolve('/settings')}#backup`);
		return;
	}
	const { Imports } = await import('$lib/state/imports.svelte');
	await goto(resolve('/add'), { keepFocus: true });
	await app.importsBy(Imports).look(files);
}
