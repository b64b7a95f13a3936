import { m } from '$lib/messages/messages';

/** What is written on keys that have a name, in the reader's language. */
const NAMES: Partial<Record<string, () => string>> = {
	Ctrl: () => m.shell_key_ctrl(),
	Enter: () => m.shell_key_enter(),
	Escape: () => m.shell_key_escape(),
	Shift: () => m.shell_key_shift(),
	Space: () => m.shell_key_space()
};

/** What is written on the keys that are pressed together, such as `Shift+A`. */
export function keyNames(press: string): string[] {
	return press.split('+').map((key) => NAMES[key]?.() ?? key);
}
