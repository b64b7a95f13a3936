import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';

const BUILD = join(import.meta.dirname, '../../build');
const PARTS = '_app/immutable';
const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.webmanifest': 'application/manifest+json'
};
const WITH_NAMES = new Set(Object.keys(TYPES));

/** A host of the built app, on which one version takes the place of another. What it has no file for, it answers with 404 or the page of the app. */
export class Deployment {
	readonly #folder: string;
	readonly #server: Server;
	readonly #versions: string[] = [];
	/** Paths from now on asked for, in order. */
	requests: string[] = [];
	/** Whether the connection breaks when this path is asked for. */
	breaksAt: (path: string) => boolean = () => false;

	private constructor(folder: string) {
		this.#folder = folder;
		this.#server = createServer((request, response) => void this.#answer(request, response));
	}

	/** With the version that was built last. */
	static async start(): Promise<Deployment> {
		const deployment = new Deployment(await mkdtemp(join(tmpdir(), 'backlist-')));
		await deployment.#keep(BUILD);
		await new Promise<void>((resolve) => deployment.#server.listen(0, '127.0.0.1', resolve));
		return deployment;
	}

	/** Such as `http://localhost:40123`. */
	get url(): string {
		return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
	}

	/** The folder of the version that is deployed now. */
	get folder(): string {
		return join(this.#folder, this.#versions.at(-1) ?? '');
	}

	/** Deploys what a next build would give: all parts under new names, and none of the names before. */
	async deployNext(): Promise<void> {
		await this.#keep(this.folder, (folder) => renameParts(folder, `next ${this.#versions.length}`));
	}

	/** Deploys what a next build would give, with the page of the version before. @returns a function that puts the right one there. */
	async deployHalf(): Promise<() => Promise<void>> {
		const oldPage = await readFile(join(this.folder, 'index.html'));
		let page: Buffer = oldPage;
		await this.#keep(this.folder, async (folder) => {
			await renameParts(folder, `half ${this.#versions.length}`);
			page = await readFile(join(folder, 'index.html'));
			await writeFile(join(folder, 'index.html'), oldPage);
		});
		return () => writeFile(join(this.folder, 'index.html'), page);
	}

	/** Deploys what a next build would give, of which no page starts. */
	async deployBroken(): Promise<void> {
		await this.#keep(this.folder, async (folder) => {
			await renameParts(folder, `broken ${this.#versions.length}`);
			const page = await readFile(join(folder, 'index.html'), 'utf8');
			const [, start] = /import\("([^"]+)"\)/.exec(page) ?? [];
			await writeFile(join(folder, start ?? ''), 'throw new Error("broken");');
		});
	}

	/** Deploys the first version again. */
	async backOut(): Promise<void> {
		await this.#keep(join(this.#folder, 'version-1'));
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
		await rm(this.#folder, { recursive: true });
	}

	/** Answers come from it once `change` is done. */
	async #keep(from: string, change?: (folder: string) => Promise<void>): Promise<void> {
		const name = `version-${this.#versions.length + 1}`;
		await cp(from, join(this.#folder, name), { recursive: true });
		await change?.(join(this.#folder, name));
		this.#versions.push(name);
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		this.requests.push(pathname);
		if (this.breaksAt(pathname)) {
			request.socket.destroy();
			return;
		}
		const isPage = extname(pathname) === '';
		const path = isPage ? 'index.html' : pathname;
		const content = await readFile(join(this.folder, path)).catch(() => null);
		const isImmutable = pathname.startsWith(`/${PARTS}/`);
		response.writeHead(content === null ? 404 : 200, {
			'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
			'Cache-Control': isImmutable ? 'max-age=31536000, immutable' : 'no-cache'
		});
		response.end(content ?? '');
	}
}

/** Gives all parts of the build in `folder` other names, and the build another version. */
async function renameParts(folder: string, mark: string): Promise<void> {
	const paths = (await readdir(folder, { recursive: true })).filter((path) => extname(path) !== '');
	const parts = paths.filter((path) => path.startsWith(PARTS));
	const names = new Map(parts.map((path) => [basename(path), renamed(basename(path), mark)]));
	const { version } = JSON.parse(await readFile(join(folder, '_app/version.json'), 'utf8')) as {
		version: string;
	};
	names.set(version, `${version}-${mark.replace(/\W/g, '-')}`);
	const anyName = new RegExp([...names.keys()].map((name) => name.replaceAll('.', '\\.')).join('|'), 'g');
	for (const path of paths) {
		const file = join(folder, path);
		if (WITH_NAMES.has(extname(path))) {
			const text = (await readFile(file, 'utf8')).replaceAll(anyName, (name) => names.get(name) ?? name);
			await writeFile(file, path === 'index.html' ? withHashes(text) : text);
		}
		const name = names.get(basename(path));
		if (name !== undefined && parts.includes(path)) await rename(file, join(folder, dirname(path), name));
	}
}

function renamed(name: string, mark: string): string {
	const hash = createHash('sha256')
		.update(mark + name)
		.digest('hex')
		.slice(0, 8);
	return name.replace(/(^|[.-])[\w-]{8}(\.\w+)$/, `$1${hash}$2`);
}

/** The policy of the page lets its scripts run by their hashes. */
function withHashes(page: string): string {
	const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script]) => script ?? '');
	const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
	return page.replace(
		/(script-src )(?:'sha256-[^']+' |'self' |'sha256-[^']+')*/,
		`$1'self' ${hashes.join(' ')}`
	);
}
