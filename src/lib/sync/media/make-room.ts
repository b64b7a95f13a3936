/** What a picture or recording is worth to the reader: more than another when its rank is higher, or else when it was needed later. */
export interface Worth {
	rank: Rank;
	/** UTC milliseconds. */
	neededAt: number;
}

/** From what is no longer asked for to what the reader has asked for by a press. */
export const RANKS = ['unwanted', 'wanted', 'starred', 'asked'] as const;

export type Rank = (typeof RANKS)[number];

/** What is kept, and what it takes. */
export interface Standing extends Worth {
	id: string;
	/** Bytes of the browser's room. */
	room: number;
}

/**
 * What has to go so that `excess` bytes are free, the least worth first. Only what is worth less than `newcomer` goes: so nothing is fetched
 * twice in turns.
 * @returns ids; null where that is not enough, and then nothing should go.
 */
export function toMakeRoom(kept: readonly Standing[], excess: number, newcomer: Worth): string[] | null {
	const leastFirst = kept.filter((one) => compareWorth(one, newcomer) < 0).sort(compareWorth);
	const going: string[] = [];
	let freed = 0;
	for (const { id, room } of leastFirst) {
		if (freed >= excess) break;
		going.push(id);
		freed += room;
	}
	return freed >= excess ? going : null;
}

function compareWorth(one: Worth, other: Worth): number {
	return RANKS.indexOf(one.rank) - RANKS.indexOf(other.rank) || one.neededAt - other.neededAt;
}
