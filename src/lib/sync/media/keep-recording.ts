import { recordingId, type KeptFile } from '$lib/model/kept-media';
import type { Post } from '$lib/model/post';
import type { Database } from '$lib/store/database';
import { dropMedia, putMedia } from '$lib/store/kept-media';
import type { MediaRoom } from './media-room';

/** How keeping a recording has ended: its host may not let it be read, or it is larger than the room that there is. */
export type RecordingEnd = 'kept' | 'refused' | 'no-room' | 'stopped';

/** A recording that the reader wants kept. */
export interface WantedRecording {
	post: Post;
	/** As the post has it. */
	url: string;
	/** Media type where the host names none, or empty. */
	type: string;
}

/** Hears how many bytes have come, and of how many, where that is known. */
export type RecordingProgress = (done: number, total: number | null) => void;

export interface RecordingWorld {
	db: Database;
	room: MediaRoom;
	/** Throws a TypeError where the host does not let it be read. */
	fetch: (url: string, signal: AbortSignal) => Promise<Response>;
	now: () => number;
	isSecure: boolean;
}

/**
 * Keeps a recording, as it comes in. Only one that may be read is kept: of an opaque answer no part could be given to a player that wants to
 * go on somewhere else.
 */
export async function keepRecording(
	{ post, url, type }: WantedRecording,
	{ db, room, fetch, now, isSecure }: RecordingWorld,
	report: RecordingProgress,
	signal: AbortSignal
): Promise<RecordingEnd> {
	const id = recordingId(post.id, url);
	const worth = { rank: 'asked', neededAt: now() } as const;
	try {
		const answer = await fetch(isSecure ? url.replace(/^http:/, 'https:') : url, signal);
		const given = answer.headers.get('content-type') ?? '';
		if (
			!answer.ok ||
			answer.body === null ||
			!/^(audio|video)\/|^application\/octet-stream|^$/i.test(given)
		) {
			await answer.body?.cancel();
			return 'refused';
		}
		const total = Number(answer.headers.get('content-length')) || null;
		if (!(await room.isLeft(total ?? 0)) || (await room.toGo(id, worth, total ?? 0)) === null) {
			await answer.body.cancel();
			return 'no-room';
		}
		const counted = counting(answer.body, room.budget, (done) => report(done, total));
		const headers = { 'Content-Type': /^(audio|video)\//i.test(given) ? given : type };
		const file = await room.storeStream(url, new Response(counted.stream, { headers }), () => counted.bytes);
		if (typeof file === 'string' && signal.aborted) return 'stopped';
		if (file === 'full' || counted.bytes > room.budget) return 'no-room';
		if (file === 'broken') return 'refused';
		await putMedia(db, recordOf(post, id, file, now()));
		if (signal.aborted) {
			await dropMedia(db, room.cache, [id]);
			return 'stopped';
		}
	} catch (error) {
		if (signal.aborted) return 'stopped';
		if (error instanceof TypeError || error instanceof DOMException) return 'refused';
		throw error;
	}
	const going = await room.toGo(id, worth, 0);
	await dropMedia(db, room.cache, going ?? [id]);
	return going === null ? 'no-room' : 'kept';
}

function recordOf({ id: postId, feedId, revision }: Post, id: string, file: KeptFile, now: number) {
	return {
		id,
		kind: 'recording' as const,
		postId,
		feedId,
		revision,
		files: [file],
		missing: 0,
		triedAt: now,
		neededAt: now
	};
}

/** Counts what passes, and ends it when that is too much. */
function counting(
	body: ReadableStream<Uint8Array>,
	most: number,
	report: (bytes: number) => void
): { stream: ReadableStream<Uint8Array>; readonly bytes: number } {
	let bytes = 0;
	const count = new TransformStream<Uint8Array, Uint8Array>({
		transform(chunk, controller) {
			bytes += chunk.byteLength;
			if (bytes > most) controller.error(new TypeError('It is larger than the room for it.'));
			else controller.enqueue(chunk);
			report(bytes);
		}
	});
	return {
		stream: body.pipeThrough(count),
		get bytes() {
			return bytes;
		}
	};
}
