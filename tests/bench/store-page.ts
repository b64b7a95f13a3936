import { measureStoring } from './store-commits';
import { feedPages } from './store-feed';
import { measureSchema, schemaNames } from './store-schemas';
import { measureCold, measureWarm, newestRows, syncedAt, viewsOf } from './store-views';

const storeBench = {
	feedPages,
	measureCold,
	measureSchema,
	measureStoring,
	measureWarm,
	newestRows,
	schemaNames,
	syncedAt,
	viewsOf
};

export type StoreBench = typeof storeBench;

/** The program that drives this page calls it. */
Object.assign(globalThis, { storeBench });
