import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { env, getuid } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

const FOLDERS = [...(env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
const PROGRAM = FOLDERS.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path)) ?? null;

/** Why there is no nginx here, or empty. */
export const missingNginx =
	PROGRAM === null ? 'nginx is not installed here (Debian: apt-get install nginx).' : '';

/** Milliseconds in which it starts. */
const PATIENCE = 10_000;

/** A server that runs. */
export interface Host {
	/** Such as `http://localhost:40123`. */
	url: string;
	stop: () => Promise<void>;
}

/** Starts nginx with our nginx.conf, the build in `root` at its root, and the one in `reader` in its folder of that name. */
export async function startNginx(root: string, reader: string): Promise<Host> {
	if (PROGRAM === null) throw new Error(missingNginx);
	const home = await mkdtemp(join(tmpdir(), 'backlist-nginx-'));
	await cp(root, join(home, 'www'), { recursive: true });
	await cp(reader, join(home, 'www/reader'), { recursive: true });
	const port = await freePort();
	const config = await readFile(join(import.meta.dirname, 'nginx.conf'), 'utf8');
	await writeFile(
		join(home, 'backlist.conf'),
		config.replace('listen 8080', `listen 127.0.0.1:${port}`).replace('/var/www/backlist', join(home, 'www'))
	);
	await writeFile(join(home, 'nginx.conf'), mainConfig(home));
	const errors = join(home, 'error.log');
	const child = spawn(PROGRAM, ['-p', home, '-c', join(home, 'nginx.conf'), '-e', errors], {
		stdio: 'ignore'
	});
	const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
	const url = `http://localhost:${port}`;
	if (!(await answers(url))) {
		child.kill();
		throw new Error(`nginx did not start: ${await readFile(errors, 'utf8')}`);
	}
	return {
		url,
		stop: async () => {
			child.kill('SIGQUIT');
			await ended;
			await rm(home, { recursive: true });
		}
	};
}

/** What a distribution's own nginx.conf says around those of sites, as far as it is needed. */
function mainConfig(home: string): string {
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
	return [
		'daemon off;',
		'worker_processes 1;',
		// Its workers are to read a folder that is ours alone.
		getuid?.() === 0 ? 'user root;' : '',
		`pid ${home}/nginx.pid;`,
		'events { worker_connections 256; }',
		'http {',
		'include /etc/nginx/mime.types;',
		'access_log off;',
		...temporary.map((name) => `${name}_temp_path ${home}/${name};`),
		`include ${home}/backlist.conf;`,
		'}'
	].join('\n');
}

async function answers(url: string): Promise<boolean> {
	const until = Date.now() + PATIENCE;
	while (Date.now() < until) {
		const isUp = await fetch(url).then(
			({ ok }) => ok,
			() => false
		);
		if (isUp) return true;
		await delay(50);
	}
	return false;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
