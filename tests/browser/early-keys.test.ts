import { afterEach, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { keepEarlyKeys, keysAreUp } from '$lib/state/early-keys';

let heard: string[] = [];
const hear = ({ key, shiftKey, isTrusted }: KeyboardEvent) =>
	heard.push(`${shiftKey ? 'Shift+' : ''}${key}${isTrusted ? ' at once' : ''}`);

beforeEach(() => {
	heard = [];
	keepEarlyKeys('page');
	addEventListener('keydown', hear);
});

afterEach(() => {
	keysAreUp('page');
	keysAreUp('library');
	removeEventListener('keydown', hear);
	document.body.replaceChildren();
	document.documentElement.removeAttribute('data-no-keys');
});

const put = <K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] =>
	document.body.appendChild(document.createElement(tag));

test('keys that come before somebody hears them are heard afterwards, in their order', async () => {
	await userEvent.keyboard('gs.');
	expect(heard).toEqual([]);
	keysAreUp('page');
	await expect.poll(() => heard).toEqual(['g', 's', '.']);
});

test('all who hear keys are waited for', async () => {
	keepEarlyKeys('library');
	await userEvent.keyboard('n');
	keysAreUp('page');
	expect(heard).toEqual([]);
	keysAreUp('library');
	expect(heard).toEqual(['n']);
});

test('afterwards keys are heard at once', async () => {
	keysAreUp('page');
	await userEvent.keyboard('n');
	expect(heard).toEqual(['n at once']);
});

test('what is typed, has a modifier, or has a name stays where it is', async () => {
	const input = put('input');
	input.focus();
	await userEvent.keyboard('n');
	expect(input.value).toBe('n');
	input.blur();
	await userEvent.keyboard('{Control>}j{/Control}{ArrowDown}');
	expect(heard).toEqual(['n at once', 'Control at once', 'j at once', 'ArrowDown at once']);
});

test('a reader who has switched the keys off has none', async () => {
	document.documentElement.setAttribute('data-no-keys', '');
	await userEvent.keyboard('n');
	keysAreUp('page');
	expect(heard).toEqual(['n at once']);
});

test('what comes after the key of the search is none for the list', async () => {
	await userEvent.keyboard('n/soms');
	keysAreUp('page');
	await expect.poll(() => heard).toEqual(['n', '/']);
});

test('each key goes to what has the focus by then, and none to what is gone', async () => {
	const [button, other] = [put('button'), put('button')];
	button.focus();
	await userEvent.keyboard('n');
	other.focus();
	await userEvent.keyboard('p');
	button.remove();
	const targets: unknown[] = [];
	other.addEventListener('keydown', ({ key, target }) => targets.push(key, target));
	keysAreUp('page');
	await expect.poll(() => targets).toEqual(['p', other]);
	expect(heard).toEqual(['p']);
});

test('where something does not come, the keys are heard all the same', async () => {
	keepEarlyKeys('library');
	await userEvent.keyboard('n');
	keysAreUp('page');
	await expect
		.poll(async () => (await userEvent.keyboard('?'), heard), { timeout: 5000 })
		.toContain('? at once');
});
