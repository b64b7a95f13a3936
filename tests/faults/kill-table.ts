import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { root } from '../tools/run.mjs';
import { ATTACHMENT, type KillReport } from './harness/kill-report';
import { killOptions, VARIANTS, type Variant } from './kill-plan';

const FILE = join(root, 'test-results/soak.json');
const HEADERS = [
	'variant',
	'kills',
	'moment (ms)',
	'kept at the kill',
	'torn',
	'lost',
	'doubled',
	'reopened in (ms)',
	'all well'
];

/** A kill, and whether everything after it went as it should. */
type Outcome = KillReport & { allWell: boolean };

/** Puts all kills into a table, and into test-results/soak.json. Playwright makes one and asks nothing of it but this. */
export default class KillTable implements Reporter {
	readonly #outcomes: Outcome[] = [];

	onTestEnd(_test: TestCase, { attachments, status }: TestResult): void {
		for (const { name, body } of attachments) {
			if (name !== ATTACHMENT || body === undefined) continue;
			const report = JSON.parse(body.toString()) as KillReport;
			this.#outcomes.push({ ...report, allWell: status === 'passed' });
		}
	}

	/** A test may be tried again where the machine has stalled. What a kill has harmed is no matter of luck: then the run has failed. */
	async onEnd(): Promise<{ status?: 'failed' }> {
		if (this.#outcomes.length === 0) return {};
		const rows = VARIANTS.flatMap((variant) => this.#rowOf(variant));
		console.log(`\n${tableOf([HEADERS, ...rows])}\n`);
		console.log(`Seed ${killOptions().seed}; every kill is in ${FILE}`);
		await mkdir(dirname(FILE), { recursive: true });
		await writeFile(FILE, JSON.stringify({ ...killOptions(), kills: this.#outcomes }, null, '\t'));
		const isHarmed = this.#outcomes.some(
			({ torn, lost, doubled }) => [...torn, ...lost, ...doubled].length > 0
		);
		return isHarmed ? { status: 'failed' } : {};
	}

	#rowOf(variant: Variant): string[][] {
		const kills = this.#outcomes.filter((outcome) => outcome.variant === variant);
		if (kills.length === 0) return [];
		const moments = sorted(kills.map(({ moment }) => moment));
		const kept = sorted(kills.map((kill) => kill.kept));
		const reopened = sorted(kills.flatMap(({ reopenedIn }) => (reopenedIn === null ? [] : [reopenedIn])));
		const sumOf = (part: 'torn' | 'lost' | 'doubled') =>
			kills.reduce((sum, kill) => sum + kill[part].length, 0);
		return [
			[
				variant,
				String(kills.length),
				`${moments[0]} – ${moments.at(-1)}`,
				`${kept[0]} / ${middle(kept)} / ${kept.at(-1)}`,
				...(['torn', 'lost', 'doubled'] as const).map((part) => String(sumOf(part))),
				String(middle(reopened) ?? '–'),
				kills.every(({ allWell }) => allWell) ? 'yes' : 'NO'
			]
		];
	}
}

const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);
const middle = (numbers: number[]) => numbers[numbers.length >> 1];

function tableOf(rows: string[][]): string {
	const widths = HEADERS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}
