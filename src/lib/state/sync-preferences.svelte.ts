import type { Remote } from 'comlink';
import type { Problem } from '$lib/model/problem';
import { STANDARD_SYNC, type SyncSettings } from '$lib/model/sync-settings';
import { hostName } from '$lib/sources/http-url';
import type { Database } from '$lib/store/database';
import { observe } from '$lib/store/observe';
import { readSyncSettings } from '$lib/store/sync-settings';
import type { SyncService } from '$lib/sync/sync-service';
import { syncInBackground } from './background-sync';

/** How this device syncs, as the reader chose. */
export class SyncPreferences {
	readonly #db: Database;
	readonly #service: Remote<SyncService>;
	readonly #fail: (error: unknown) => void;
	current = $state.raw<SyncSettings>(STANDARD_SYNC);

	/** `fail` hears why the settings cannot be read. */
	constructor(db: Database, service: Remote<SyncService>, fail: (error: unknown) => void) {
		this.#db = db;
		this.#service = service;
		this.#fail = fail;
	}

	/** @returns a function that ends the watching. */
	start(): () => void {
		return observe(
			() => readSyncSettings(this.#db),
			(settings) => {
				this.current = settings;
				void syncInBackground(settings.interval);
			},
			this.#fail
		);
	}

	/** Changes only what is named. @returns what is wrong with it, and then nothing is kept; or null. */
	async change(change: Partial<SyncSettings>): Promise<Problem | null> {
		const result = await this.#service.changeSettings(change);
		return result.ok ? null : result.problem;
	}
}

/** Host of a relay's address, as people say it. */
export function relayHost(template: string): string {
	return hostName(template.replaceAll('{url}', ''));
}
