import { wrap } from 'comlink';
import type { Bench } from './worker';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** The program that drives this page calls it. */
Object.assign(globalThis, { bench: wrap<Bench>(worker) });
