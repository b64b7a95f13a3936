import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, kill, platform } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { ensureBrowser, launchArguments } from '../../tools/browser.mjs';

/** What is killed: all processes that run pages and workers, or the browser with everything that it has started. */
export type Killed = 'renderer' | 'browser';

/** What is in its folder. */
const [PROFILE, TEMPORARY] = ['profile', 'tmp'];
/** Milliseconds that killed processes may take to be gone. */
const GONE_WITHIN = 10_000;

/**
 * A Chromium with one tab and a profile of its own on the disk, which can be killed as by the system (SIGKILL) and opened
 * again with the same profile.
 */
export class KillableBrowser {
	/** With the profile, and with whatever a browser leaves behind that cannot tidy up any more. */
	readonly #folder: string;
	#context: BrowserContext;
	#page: Page;
	/** What was killed and not opened again since. */
	#killed: Killed | null = null;

	private constructor(folder: string, context: BrowserContext) {
		this.#folder = folder;
		this.#context = context;
		this.#page = firstPage(context);
	}

	/** @param from folder of a browser that was closed; a copy of its profile is used. Empty for a new one. */
	static async start(from = ''): Promise<KillableBrowser> {
		const folder = await mkdtemp(join(tmpdir(), 'backlist-faults-'));
		try {
			await mkdir(join(folder, TEMPORARY));
			if (from !== '') await cp(join(from, PROFILE), join(folder, PROFILE), { recursive: true });
			return new KillableBrowser(folder, await launch(folder));
		} catch (error) {
			await deleteFolder(folder);
			throw error;
		}
	}

	get page(): Page {
		return this.#page;
	}

	get context(): BrowserContext {
		return this.#context;
	}

	/** Whether it has been killed and not opened again: then whatever its page was asked for fails. */
	get isKilled(): boolean {
		return this.#killed !== null;
	}

	/** Resolves once what was killed is gone. */
	async kill(what: Killed): Promise<void> {
		const session = await this.#browserSession();
		const { processInfo } = await session.send('SystemInfo.getProcessInfo');
		const pidsOf = (type: string) =>
			processInfo.filter((process) => process.type === type).map(({ id }) => id);
		this.#killed = what;
		if (what === 'renderer') {
			const crashed = this.#page.waitForEvent('crash', { timeout: GONE_WITHIN });
			for (const pid of pidsOf('renderer')) killIfThere(pid);
			await crashed;
			await session.detach();
		} else {
			const closed = this.#context.waitForEvent('close', { timeout: GONE_WITHIN });
			for (const pid of pidsOf('browser')) killGroup(pid);
			await closed;
			for (const pid of pidsOf('browser')) await untilGone(pid);
		}
	}

	/** Opens the browser again where it was killed, or else a new tab in the place of the one that was; it shows nothing yet. */
	async reopen(): Promise<Page> {
		if (this.#killed === 'browser') {
			this.#context = await launch(this.#folder);
			this.#page = firstPage(this.#context);
		} else {
			const page = await this.#context.newPage();
			await this.#page.close();
			this.#page = page;
		}
		this.#killed = null;
		return this.#page;
	}

	/** Closes the browser in order. @returns its folder, which others may start from, and whoever asks for it deletes. */
	async close(): Promise<string> {
		await this.#context.close();
		return this.#folder;
	}

	/** Ends it and deletes its folder, whatever state it is in. */
	async end(): Promise<void> {
		try {
			await this.#context.close();
		} finally {
			await deleteFolder(this.#folder);
		}
	}

	/** Only the browser itself can be asked about its processes, not a page. */
	async #browserSession(): Promise<CDPSession> {
		const browser = this.#context.browser();
		if (browser === null) throw new Error('The browser of this profile cannot be reached.');
		return browser.newBrowserCDPSession();
	}
}

/** The processes of a killed browser may be writing for a moment still. */
export async function deleteFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

async function launch(folder: string): Promise<BrowserContext> {
	return chromium.launchPersistentContext(join(folder, PROFILE), {
		executablePath: await ensureBrowser(),
		env: { ...env, TMPDIR: join(folder, TEMPORARY) },
		args: launchArguments,
		locale: 'en-GB',
		viewport: { width: 1440, height: 900 }
	});
}

function firstPage(context: BrowserContext): Page {
	const [page] = context.pages();
	if (page === undefined) throw new Error('The browser has opened no tab.');
	return page;
}

/** Everything that the process has started is of its group, except on Windows, where it ends with it. */
function killGroup(pid: number): void {
	killIfThere(platform === 'win32' ? pid : -pid);
}

function killIfThere(pid: number): void {
	try {
		kill(pid, 'SIGKILL');
	} catch (error) {
		// It may have ended by itself since it was listed.
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

async function untilGone(pid: number): Promise<void> {
	for (let waited = 0; isThere(pid); waited += 10) {
		if (waited >= GONE_WITHIN) throw new Error(`Process ${pid} is still there after it was killed.`);
		await delay(10);
	}
}

function isThere(pid: number): boolean {
	try {
		return kill(pid, 0);
	} catch {
		return false; // that there is none is how it says so
	}
}
