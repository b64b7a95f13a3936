import { PAYLOADS } from './payloads/index';
import { armed } from './payloads/payload';
import { HOSTILE_ADDRESSES, TEXTS } from './payloads/texts';
import { emptySite, postOf, wall } from '../unit/wordpress-in-memory';
import { WordPressSite } from './wordpress-site';
import { expect, readThrough, test } from './watched';

/** Comments of one post. */
const AT_ONCE = 80;
const POSTS = Math.ceil(PAYLOADS.length / AT_ONCE);
const DAY = Date.UTC(2026, 5, 1, 12);

/** What somebody wrote under a post: each payload, by somebody with a hostile name and a hostile page. */
function commentOf(number: number, canary: string): { id: number } & Record<string, unknown> {
	const name = TEXTS[number % TEXTS.length]!.text;
	const address = HOSTILE_ADDRESSES[number % HOSTILE_ADDRESSES.length]!.text;
	return {
		id: number + 1,
		post: Math.floor(number / AT_ONCE) + 1,
		parent: number % AT_ONCE === 0 || number % 3 > 0 ? 0 : number,
		author_name: armed(name, number, canary),
		author_url: armed(address, number, canary),
		date: wall(DAY + number * 1000),
		date_gmt: wall(DAY + number * 1000),
		content: { rendered: armed(PAYLOADS[number]!.html, number, canary) },
		link: armed(address, number, canary)
	};
}

test('hostile comments, by people with hostile names, are only comments', async ({
	page,
	reader,
	watch,
	quiet,
	pictures
}) => {
	const site = emptySite();
	site.posts = Array.from({ length: POSTS }, (_, i) => {
		const more = { content: { rendered: `<p>Shown ${i}.</p>`, protected: false }, comment_status: 'open' };
		return postOf(i + 1, DAY - i * 86_400_000, more);
	});
	site.comments = PAYLOADS.map(({ shows }, number) =>
		commentOf(number, shows === undefined ? quiet.host : pictures.host)
	);
	site.categories = [{ id: 1, name: '<img src=x: onerror=trap()>', parent: 0 }];
	site.users = [{ id: 1, name: '<svg onload=trap()>', url: 'javascript:trap()', link: 'javascript:trap()' }];
	site.index.name = '&lt;script&gt;trap()&lt;/script&gt; & friends';
	const wordpress = await WordPressSite.start(site);
	try {
		await reader.firstVisit();
		await page.goto(`/add?url=${encodeURIComponent(wordpress.root)}`);
		await page.getByRole('button', { name: 'Add feed' }).click();
		await expect(reader.status()).toContainText(`${POSTS} posts kept`);
		await page.getByRole('link', { name: 'Start reading' }).click();
		await reader.expectFound(POSTS);

		const numbers = Array.from({ length: POSTS }, (_, number) => number);
		const faulty = await readThrough(page, numbers, AT_ONCE);
		expect(faulty).toEqual([]);
		watch.expectNothing();
		expect(quiet.asked).toEqual([]);
		expect(quiet.connections).toBe(0);
		const leaks = pictures.asked.filter(
			({ number, file }) => PAYLOADS[number]?.shows?.includes(file) !== true
		);
		expect(leaks).toEqual([]);
	} finally {
		await wordpress.stop();
	}
});
