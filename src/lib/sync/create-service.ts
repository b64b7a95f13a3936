import { Database } from '$lib/store/database';
import { MediaCache } from '$lib/store/media-cache';
import { contextsOver } from './contexts-over';
import { EarlyAnswers } from './early-answers';
import { PictureFetcher } from './media/fetch-picture';
import { MediaService } from './media/media-service';
import { RequestQueue } from './request-queue';
import { SyncService } from './sync-service';

/** What the sync worker gives to the page. */
export type SyncWorker = SyncService & { media: MediaService; expectEarly: EarlyAnswers['expect'] };

/** The services over this browser's network, library and locks. Make them once per worker. */
export function createSyncWorker(): SyncWorker {
	const db = new Database();
	// Absent on plain http.
	const locks = (navigator as { locks?: LockManager }).locks ?? null;
	const queue = new RequestQueue(locks);
	const early = new EarlyAnswers();
	const createContext = contextsOver(queue, () => navigator.onLine && service.isPageOnline, {
		fetch: early.fetch
	});
	const service = new SyncService(db, { createContext, locks, random: Math.random });
	const pictures = new PictureFetcher(queue, (input, init) => fetch(input, init));
	const media = new MediaService(db, new MediaCache(), {
		fetch: (url, signal) => pictures.fetch(url, signal),
		fetchRecording: (url, signal) =>
			queue.run(url, signal, () =>
				fetch(url, { mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer', signal })
			),
		locks,
		now: Date.now,
		isSecure: location.protocol === 'https:'
	});
	return Object.assign(service, { media, expectEarly: early.expect });
}
