import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Installation } from '$lib/state/installation.svelte';

/** What the browser tells a page that can be installed. */
class Prompt extends Event {
	asked = 0;

	constructor() {
		super('beforeinstallprompt', { cancelable: true });
	}

	prompt(): Promise<{ outcome: 'accepted' }> {
		this.asked++;
		return Promise.resolve({ outcome: 'accepted' });
	}
}

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 5, 28);

let window: EventTarget;
let isStandalone: boolean;
let kept: Map<string, string>;

beforeEach(() => {
	window = new EventTarget();
	isStandalone = false;
	kept = new Map();
	vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
	vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: isStandalone }));
	vi.stubGlobal('navigator', {});
});
afterEach(() => vi.unstubAllGlobals());

/** The app as it is opened at `at`, UTC milliseconds. */
function open(at: number): Installation {
	const storage = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
	const installation = new Installation(at, storage);
	installation.start();
	return installation;
}

function offer(): Prompt {
	const prompt = new Prompt();
	window.dispatchEvent(prompt);
	return prompt;
}

test('it can be installed by press once the browser says so, which does not ask by itself then', async () => {
	const installation = open(NOW);
	expect(installation.way).toBe('menu');
	const prompt = offer();
	expect(prompt.defaultPrevented).toBe(true);
	expect(installation.way).toBe('press');
	await installation.install();
	expect(prompt.asked).toBe(1);
	expect(installation.way).toBe('menu');
	window.dispatchEvent(new Event('appinstalled'));
	expect(installation.way).toBe('installed');
});

test('it is offered from the second day on, until the reader says no', () => {
	const first = open(NOW);
	offer();
	expect(first.isOffered).toBe(false);
	const second = open(NOW + DAY);
	expect(second.isOffered).toBe(false);
	offer();
	expect(second.isOffered).toBe(true);
	second.decline();
	expect(second.isOffered).toBe(false);
	const third = open(NOW + 9 * DAY);
	offer();
	expect([third.way, third.isOffered]).toEqual(['press', false]);
});

test('in a window of its own it is installed, and on iOS the share menu does it', () => {
	vi.stubGlobal('navigator', { standalone: false });
	expect(open(NOW).way).toBe('home-screen');
	vi.stubGlobal('navigator', { standalone: true });
	expect(open(NOW).way).toBe('installed');
	isStandalone = true;
	vi.stubGlobal('navigator', {});
	expect(open(NOW).way).toBe('installed');
});

test('what is kept may be anything', () => {
	for (const text of ['', '[]', '{"since":"now"}', `{"since":${NOW + DAY},"isDeclined":1}`, 'no JSON']) {
		kept.set('backlist-install', text);
		const installation = open(NOW);
		offer();
		expect(installation.isOffered).toBe(false);
	}
});
