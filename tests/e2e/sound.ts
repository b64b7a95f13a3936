import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const SECONDS = 60;
const RATE = 8000;

/** A site with a minute of silence at any address, which can be asked for in parts as players do. */
export class SoundSite {
	readonly #server: Server;

	private constructor(server: Server) {
		this.#server = server;
	}

	static async start(): Promise<SoundSite> {
		const sound = silence();
		const server = createServer((request, response) => {
			const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
			const [start, end] = [Number(from), to === '' ? sound.length - 1 : Number(to)];
			response.writeHead(206, {
				'Accept-Ranges': 'bytes',
				'Content-Length': end - start + 1,
				'Content-Range': `bytes ${start}-${end}/${sound.length}`,
				'Content-Type': 'audio/wav'
			});
			response.end(sound.subarray(start, end + 1));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new SoundSite(server);
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

/** As WAV: 8 bits, one channel. */
function silence(): Buffer {
	const length = SECONDS * RATE;
	const bytes = Buffer.alloc(44 + length, 0x80);
	bytes.write('RIFF', 0, 'latin1');
	bytes.writeUInt32LE(36 + length, 4);
	bytes.write('WAVEfmt ', 8, 'latin1');
	bytes.writeUInt32LE(16, 16);
	bytes.writeUInt16LE(1, 20);
	bytes.writeUInt16LE(1, 22);
	bytes.writeUInt32LE(RATE, 24);
	bytes.writeUInt32LE(RATE, 28);
	bytes.writeUInt16LE(1, 32);
	bytes.writeUInt16LE(8, 34);
	bytes.write('data', 36, 'latin1');
	bytes.writeUInt32LE(length, 40);
	return bytes;
}
