import type { BenchEngine } from './engine';

export type EngineName = 'backlist' | 'minisearch' | 'flexsearch' | 'fuse' | 'fuse-tuned';

/** Loaded one at a time, so that one library's code is not in the way of another. */
export async function createEngine(name: EngineName): Promise<BenchEngine> {
	switch (name) {
		case 'backlist':
			return new (await import('./backlist')).BacklistEngine();
		case 'minisearch':
			return new (await import('./minisearch')).MiniSearchEngine();
		case 'flexsearch':
			return new (await import('./flexsearch')).FlexSearchEngine();
		case 'fuse':
		case 'fuse-tuned':
			return new (await import('./fuse')).FuseEngine(name === 'fuse-tuned');
	}
}
