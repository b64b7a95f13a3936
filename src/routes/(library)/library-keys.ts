import { tinykeys } from 'tinykeys';
import { isElsewhere } from '$lib/state/early-keys';
import { isOtherLetter, KEYS, type KeyName } from '$lib/ui/keys';

/** Does what a key is for. @returns false where it is not meant: then somebody else may take it. */
type KeyAction = () => unknown;

/** Who hears a key before whom: sequences, since their second key may have a meaning of its own, then rows with the focus, then the page. */
type Turn = 'first' | 'second' | 'last';

/** Whoever holds one of them down goes on and on; any other would do and undo the same. */
const STEPS = ['j', 'k', 'n', 'p'];

export type NamedActions = Partial<Record<KeyName, KeyAction>>;

/** Keys by their names in the table. @returns a function that ends them. */
export function bindNamed(actions: NamedActions, turn: Turn = 'last'): () => void {
	const pressed = Object.entries(actions).flatMap(([name, action]) =>
		KEYS[name as KeyName].presses.map((press) => [press, action] as const)
	);
	return bindKeys(Object.fromEntries(pressed), turn);
}

/**
 * Single keys and sequences such as `g a`, as tinykeys writes them, except while the reader types, in a dialog or in a menu,
 * and where the reader has switched them off. @returns a function that ends them.
 */
export function bindKeys(actions: Record<string, KeyAction>, turn: Turn = 'last'): () => void {
	const bindings = Object.entries(actions).flatMap(([press, action]) => {
		const isMeant = ({ repeat }: KeyboardEvent) => !repeat || STEPS.includes(press);
		return [
			...spellings(press).map((spelling) => [spelling, hears(action, isMeant)] as const),
			// On a keyboard of other letters, the key at the same place.
			...(spellingByPlace(press) ?? []).map(
				(spelling) =>
					[spelling, hears(action, (event) => isMeant(event) && isOtherLetter(event.key))] as const
			)
		];
	});
	const target = turn === 'second' ? document.documentElement : window;
	return tinykeys(target, Object.fromEntries(bindings), { capture: turn !== 'last' });
}

function hears(
	action: KeyAction,
	isMeant: (event: KeyboardEvent) => boolean
): (event: KeyboardEvent) => void {
	return (event) => {
		if (event.defaultPrevented || !isMeant(event) || isElsewhere(event)) return;
		if (action() !== false) event.preventDefault();
	};
}

/** Signs are typed with Shift on some keyboards, and without on others. */
function spellings(press: string): string[] {
	return /^[^\p{L}\p{N}\s]$/u.test(press) ? [press, `Shift+${press}`] : [press];
}

/** `KeyJ` for `j`; null for a press of which a sign is a part. */
function spellingByPlace(press: string): string[] | null {
	const keys = press.split(' ');
	if (!keys.every((key) => /^(Shift\+)?[a-z]$/i.test(key))) return null;
	return [keys.map((key) => key.replace(/[a-z]$/i, (letter) => `Key${letter.toUpperCase()}`)).join(' ')];
}
