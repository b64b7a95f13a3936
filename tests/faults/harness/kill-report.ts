import type { TestInfo } from '@playwright/test';
import type { Variant } from '../kill-plan';

/** What became of one kill. */
export interface KillReport {
	variant: Variant;
	/** How to do it again. */
	name: string;
	/** Milliseconds from the beginning of what was killed. */
	moment: number;
	/** Posts kept when it was opened again. */
	kept: number;
	/** Milliseconds from starting the browser, or the new tab, to the first rows of the list; null while it is not known. */
	reopenedIn: number | null;
	/** What did not fit together right after opening. */
	torn: string[];
	lost: string[];
	doubled: string[];
}

/** By what name a test hands its kills to the table. */
export const ATTACHMENT = 'kill';

/** Hands a kill to the table. */
export async function handIn(testInfo: TestInfo, report: KillReport): Promise<void> {
	await testInfo.attach(ATTACHMENT, { body: JSON.stringify(report), contentType: 'application/json' });
}
