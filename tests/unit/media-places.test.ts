import { expect, test } from 'vitest';
import { Listening } from '../../src/lib/state/listening.svelte';
import { MediaPlaces } from '../../src/lib/state/media-places';

function storage(kept: string | null = null) {
	const box = { kept };
	return {
		box,
		getItem: () => box.kept,
		setItem: (_: string, value: string) => {
			box.kept = value;
		}
	};
}

test('a recording is gone on with at the next visit, and begun anew after its end', () => {
	const browser = storage();
	const places = new MediaPlaces(browser);
	places.keep('https://a.example/1.mp3', 62.9);
	places.keep('https://a.example/2.mp3', 30);
	places.forget('https://a.example/2.mp3');
	const next = new MediaPlaces(browser);
	expect(next.of('https://a.example/1.mp3')).toBe(62);
	expect(next.of('https://a.example/2.mp3')).toBe(0);
});

test('what another tab has kept meanwhile stays', () => {
	const browser = storage();
	const [one, other] = [new MediaPlaces(browser), new MediaPlaces(browser)];
	one.keep('https://a.example/1.mp3', 62);
	other.keep('https://a.example/2.mp3', 30);
	one.keep('https://a.example/1.mp3', 70);
	const next = new MediaPlaces(browser);
	expect(['1', '2'].map((name) => next.of(`https://a.example/${name}.mp3`))).toEqual([70, 30]);
});

test('the first seconds are no place to go back to', () => {
	const places = new MediaPlaces(storage());
	places.keep('https://a.example/1.mp3', 62);
	places.keep('https://a.example/1.mp3', 4.2);
	expect(places.of('https://a.example/1.mp3')).toBe(0);
});

test('of many recordings those played last are kept', () => {
	const browser = storage();
	const places = new MediaPlaces(browser);
	for (let n = 0; n < 101; n += 1) places.keep(String(n), n + 10);
	places.keep('1', 500);
	places.keep('next', 50);
	const next = new MediaPlaces(browser);
	expect(['0', '1', '2', '3', 'next'].map((name) => next.of(name))).toEqual([0, 500, 0, 13, 50]);
});

test.each(['no JSON', '{}', '[["a",-1],["b","2"],[3,4],["c",1.5],null]', '"x"'])(
	'what makes no sense is left out: %s',
	(kept) => {
		const places = new MediaPlaces(storage(kept));
		for (const name of ['a', 'b', 'c', '3']) expect(places.of(name)).toBe(0);
	}
);

test('speeds are kept, and nothing is sent away unless the reader says so', () => {
	const browser = storage('{"mediaSpeed":7,"voiceSpeed":"fast","allowsRemoteVoices":1}');
	const listening = new Listening(browser);
	expect(listening.settings).toEqual({ mediaSpeed: 1, voiceSpeed: 1, allowsRemoteVoices: false });
	listening.change({ mediaSpeed: 1.5, voiceSpeed: 1.25 });
	expect(new Listening(browser).settings).toEqual({
		mediaSpeed: 1.5,
		voiceSpeed: 1.25,
		allowsRemoteVoices: false
	});
});
