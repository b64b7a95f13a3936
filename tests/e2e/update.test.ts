import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../tools/serve.mjs';
import { expect, test } from './reader';

const build = join(import.meta.dirname, '../../build');

test('a new version waits for a press, takes over in both tabs, and keeps the place', async ({ context }) => {
	const folder = await mkdtemp(join(tmpdir(), 'backlist-'));
	await cp(build, folder, { recursive: true });
	const server = await serve({ folder, port: 0 });
	try {
		const [first, second] = [await context.newPage(), await context.newPage()];
		await first.goto(server.url);
		await expect(first.getByRole('status')).toContainText('Ready to read offline');
		await second.goto(`${server.url}/settings`);

		await deployNewVersion(folder);
		await first.goto(`${server.url}/?q=offline`);
		const press = (page: typeof first) => page.getByRole('button', { name: 'Reload to update' });
		await expect(press(first)).toBeVisible();
		await expect(press(second)).toBeVisible();
		await press(first).click();
		await expect(press(first)).toHaveCount(0);
		await expect(first).toHaveURL(/\?q=offline$/);
		await expect(first.getByRole('searchbox')).toHaveValue('offline');

		await press(second).click();
		await expect(press(second)).toHaveCount(0);
		await expect(second).toHaveURL(/\/settings$/);
		await context.setOffline(true);
		await second.reload();
		await expect(second.getByRole('heading', { name: 'Settings' })).toBeVisible();
	} finally {
		await server.close();
		await rm(folder, { recursive: true });
	}
});

/** As far as a browser can tell: another service worker with another version. */
async function deployNewVersion(folder: string): Promise<void> {
	const { version } = JSON.parse(await readFile(join(folder, '_app/version.json'), 'utf8')) as {
		version: string;
	};
	const path = join(folder, 'service-worker.js');
	const script = await readFile(path, 'utf8');
	expect(script).toContain(version);
	await writeFile(path, script.replaceAll(version, `${version}-next`));
}
