import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine, EngineWindow } from './engine';
import { Marionette } from './marionette';
import { firstToRun, onPath, Program, until } from './programs';
import { WebDriverWindow } from './webdriver';

const find = () =>
	firstToRun([
		...(process.env.BACKLIST_FIREFOX ? [process.env.BACKLIST_FIREFOX] : []),
		...onPath('firefox-esr', 'firefox'),
		'/Applications/Firefox.app/Contents/MacOS/firefox'
	]);

/**
 * A Firefox as it is installed, without a window. Playwright speaks WebDriver BiDi with it, but asks for more than an ESR knows;
 * and Puppeteer would bring sixty packages for the ten commands that are needed here.
 */
export const firefox: Engine = {
	name: 'Firefox',
	install: 'apt-get install firefox-esr (or any Firefox; BACKLIST_FIREFOX may name its path)',
	obstacle: async () => ((await find()) === null ? 'there is no Firefox' : ''),
	open
};

async function open(): Promise<EngineWindow> {
	const path = await find();
	if (path === null) throw new Error('There is no Firefox.');
	const folder = await mkdtemp(join(tmpdir(), 'backlist-firefox-'));
	const profile = join(folder, 'profile');
	const downloads = join(folder, 'downloads');
	await mkdir(profile);
	await mkdir(downloads);
	await writeFile(join(profile, 'user.js'), preferences(downloads));
	const args = ['--marionette', '--headless', '--no-remote', '--profile', profile];
	const program = new Program(path, args, { env: { HOME: folder } });
	const connection = await marionetteOf(profile);
	const session = (await connection.send('NewSession', {})) as {
		capabilities: { browserVersion: string };
	};
	return new WebDriverWindow(
		{ send: (command, parameters) => connection.send(command, parameters), end: () => program.end() },
		`Firefox ${session.capabilities.browserVersion}`,
		folder,
		downloads
	);
}

/** Firefox takes a free port and writes it into its profile. */
async function marionetteOf(profile: string): Promise<Marionette> {
	const file = join(profile, 'MarionetteActivePort');
	const port = await until(async () => {
		const text = await readFile(file, 'utf8').catch(() => '');
		return text === '' ? null : Number(text);
	}, 'Firefox that listens');
	return Marionette.connect(port);
}

function preferences(downloads: string): string {
	const all: Record<string, string | number | boolean> = {
		'marionette.port': 0,
		'browser.download.dir': downloads,
		'browser.download.folderList': 2,
		'browser.download.useDownloadDir': true,
		'browser.download.alwaysOpenPanel': false,
		'intl.accept_languages': 'en-GB, en',
		'intl.locale.requested': 'en-US',
		// No traffic of its own.
		'app.normandy.enabled': false,
		'datareporting.policy.dataSubmissionEnabled': false,
		'network.captive-portal-service.enabled': false,
		'network.connectivity-service.enabled': false,
		'services.settings.server': 'data:,#remote-settings-dummy/v1'
	};
	const lines = Object.entries(all).map(
		([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`
	);
	return lines.join('\n');
}
