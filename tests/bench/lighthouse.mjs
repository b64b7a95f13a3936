// `npm run lighthouse`: what Lighthouse, with its emulation of a phone, says of the list and of a post in the built app.
// It is fetched for this and is none of the packages of the app: it wants Node 22, and works with 20 all the same.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { launchArguments, ensureBrowser } from '../tools/browser.mjs';
import { root, run } from '../tools/run.mjs';
import { serve } from '../tools/serve.mjs';
import { table } from './table.mjs';

/** What each audit comes to, from 0 to 1, and what it measured. */
/** @typedef {{ scores: Record<string, number | null>, measured: Record<string, string>, lost: string[] }} Report */

const VERSION = '13.5.0';
const TIMES = [
	'first-contentful-paint',
	'largest-contentful-paint',
	'total-blocking-time',
	'cumulative-layout-shift'
];
/** Runs of which the middle one counts. */
const rounds = Number(argv[2] ?? 5);

process.env.CHROME_PATH = await ensureBrowser();
const server = await serve({ folder: join(root, 'build'), port: 0 });
const folder = await mkdtemp(join(tmpdir(), 'backlist-lighthouse-'));
try {
	const pages = { list: `${server.url}/`, post: `${server.url}${await addressOfPost()}` };
	for (const [name, url] of Object.entries(pages)) {
		/** @type {Report[]} */
		const reports = [];
		for (let round = 0; round < rounds; round += 1) reports.push(await look(url));
		reports.sort((a, b) => (a.scores.performance ?? 0) - (b.scores.performance ?? 0));
		const middle = reports[Math.floor(rounds / 2)];
		if (middle === undefined) continue;
		console.log(`\n${name}, the middle one of ${rounds}:`);
		console.log(table(Object.keys(middle.scores), [Object.values(middle.scores).map(points)]));
		console.log(
			Object.entries(middle.measured)
				.map(([audit, value]) => `${audit} ${value}`)
				.join(', ')
		);
		if (middle.lost.length > 0) console.log(`points lost by ${middle.lost.join(', ')}`);
	}
} finally {
	await rm(folder, { recursive: true, force: true });
	await server.close();
}

/** @param {number | null} score */
function points(score) {
	return score === null ? '–' : String(Math.round(score * 100));
}

/** The first post of the handbook, as every reader has it. */
async function addressOfPost() {
	const { chromium } = await import('playwright');
	const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH, args: launchArguments });
	try {
		const page = await browser.newPage();
		await page.goto(server.url);
		return await page.getByRole('feed').getByRole('link').first().getAttribute('href');
	} finally {
		await browser.close();
	}
}

/**
 * @param {string} url
 * @returns {Promise<Report>}
 */
async function look(url) {
	const file = join(folder, 'report.json');
	const flags = ['--headless=new', ...launchArguments].join(' ');
	const args = ['--quiet', '--output=json', `--output-path=${file}`, `--chrome-flags=${flags}`];
	if (!(await run('npx', ['--yes', `lighthouse@${VERSION}`, url, ...args]))) exit(1);
	const { categories, audits } = JSON.parse(await readFile(file, 'utf8'));
	const all =
		/** @type {{ id: string, score: number | null, auditRefs: { id: string, weight: number }[] }[]} */ (
			Object.values(categories)
		);
	return {
		scores: Object.fromEntries(all.map(({ id, score }) => [id, score])),
		measured: Object.fromEntries(TIMES.map((id) => [id, audits[id].displayValue])),
		lost: all
			.filter(({ id }) => id !== 'performance')
			.flatMap(({ auditRefs }) => auditRefs)
			.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
			.map(({ id }) => id)
	};
}
