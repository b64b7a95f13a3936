import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine, EngineWindow } from './engine';
import { firstToRun, freePort, onPath, Program, until } from './programs';
import { WebDriverWindow, type Command } from './webdriver';

const findDriver = () => firstToRun(onPath('WebKitWebDriver'));
const findScreen = () => firstToRun(onPath('Xvfb'));

/** WebKitGTK in the little browser that comes with it: the engine of Safari, on Linux. */
export const webkit: Engine = {
	name: 'WebKit',
	install: 'apt-get install webkit2gtk-driver xvfb',
	obstacle: async () => {
		if ((await findDriver()) === null) return 'there is no WebKitWebDriver';
		if ((await findMiniBrowser()) === null) return 'there is no MiniBrowser';
		return (await findScreen()) === null ? 'there is no Xvfb' : '';
	},
	open
};

async function open(): Promise<EngineWindow> {
	const folder = await mkdtemp(join(tmpdir(), 'backlist-webkit-'));
	const downloads = await downloadsIn(folder);
	const screen = new Program(
		(await findScreen())!,
		['-displayfd', '3', '-screen', '0', '1920x1400x24', '-nolisten', 'tcp'],
		{ stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }
	);
	const port = await freePort();
	const env = {
		DISPLAY: `:${await screen.firstWords(3)}`,
		HOME: folder,
		XDG_CONFIG_HOME: join(folder, 'config'),
		LANG: 'en_GB.UTF-8',
		// Its sandbox does not start as root.
		...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {})
	};
	const driver = new Program((await findDriver())!, [`--port=${port}`, '--host=127.0.0.1'], { env });
	const { send, version } = await connect(port, (await findMiniBrowser())!);
	const end = async () => {
		await driver.end();
		await screen.end();
	};
	return new WebDriverWindow({ send, end }, `WebKitGTK ${version}`, folder, downloads);
}

/** Debian has it in the folder of its architecture, and of the version of its interface. */
async function findMiniBrowser(): Promise<string | null> {
	const folders: string[] = [];
	for (const root of ['/usr/libexec', '/usr/lib', ...(await subfolders('/usr/lib', /-linux-gnu/))]) {
		folders.push(...(await subfolders(root, /^webkit2?gtk-[46]/)));
	}
	return firstToRun(folders.map((folder) => join(folder, 'MiniBrowser')));
}

async function subfolders(folder: string, name: RegExp): Promise<string[]> {
	const names = await readdir(folder).catch(() => []);
	return names.filter((each) => name.test(each)).map((each) => join(folder, each));
}

/** The browser asks the desktop where downloads go. */
async function downloadsIn(folder: string): Promise<string> {
	const downloads = join(folder, 'downloads');
	await mkdir(downloads);
	await mkdir(join(folder, 'config'));
	await writeFile(join(folder, 'config/user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
	return downloads;
}

/** Each session is a browser of its own, which keeps nothing when it ends. */
async function connect(port: number, binary: string) {
	const origin = `http://127.0.0.1:${port}`;
	await until(
		() =>
			fetch(`${origin}/status`).then(
				() => true,
				() => null
			),
		'WebKitWebDriver that listens'
	);
	const options = { binary, args: ['--automation'] };
	const session = (await call('POST', `${origin}/session`, {
		capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } }
	})) as { sessionId: string; capabilities: { browserVersion: string } };
	const send = (command: Command, { id, ...parameters }: Record<string, unknown>) => {
		const [method, path] = routes[command];
		return call(
			method,
			`${origin}/session/${session.sessionId}${path.replace(':id', String(id))}`,
			parameters
		);
	};
	return { send, version: session.capabilities.browserVersion };
}

const routes: Record<Command, [method: string, path: string]> = {
	NewSession: ['POST', ''],
	DeleteSession: ['DELETE', ''],
	Navigate: ['POST', '/url'],
	ExecuteScript: ['POST', '/execute/sync'],
	ElementClick: ['POST', '/element/:id/click'],
	ElementSendKeys: ['POST', '/element/:id/value'],
	SetWindowRect: ['POST', '/window/rect'],
	TakeScreenshot: ['GET', '/screenshot']
};

async function call(method: string, url: string, parameters: Record<string, unknown>): Promise<unknown> {
	const body = method === 'POST' ? JSON.stringify(parameters) : undefined;
	const response = await fetch(url, { method, body });
	const { value } = (await response.json()) as { value: unknown };
	if (response.ok) return value;
	throw new Error((value as { message: string }).message);
}
