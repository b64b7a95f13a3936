import { m } from '$lib/messages/messages';

/** Where a key does something. */
export type KeyGroup = 'posts' | 'post' | 'everywhere' | 'search' | 'browser';

/** What keys do, by a name of ours. */
export interface Key {
	/** As tinykeys writes them; any of them will do. */
	presses: readonly string[];
	group: KeyGroup;
	/** In the reader's language. */
	says: () => string;
	/** The browser, or the control that has the focus, sees to it. */
	isNative?: true;
}

/**
 * Every key of the app. They are those of Google Reader, which its heirs have kept: j k n p o v m s x r u, g and a
 * letter, Shift+A. Nothing needs them: whatever they do, a link or a button does, too.
 */
export const KEYS = {
	nextPost: { presses: ['j'], group: 'posts', says: () => m.keys_next_post() },
	previousPost: { presses: ['k'], group: 'posts', says: () => m.keys_previous_post() },
	nextRow: { presses: ['n'], group: 'posts', says: () => m.keys_next_row() },
	previousRow: { presses: ['p'], group: 'posts', says: () => m.keys_previous_row() },
	open: { presses: ['o'], group: 'posts', says: () => m.keys_open() },
	read: { presses: ['m'], group: 'posts', says: () => m.keys_read() },
	star: { presses: ['s'], group: 'posts', says: () => m.keys_star() },
	site: { presses: ['v'], group: 'posts', says: () => m.keys_site() },
	markAll: { presses: ['Shift+A'], group: 'posts', says: () => m.keys_mark_all() },
	undoMarkAll: { presses: ['z'], group: 'posts', says: () => m.keys_undo_mark_all() },
	choose: { presses: ['x'], group: 'posts', says: () => m.keys_select() },
	chooseTo: { presses: ['Shift+X'], group: 'posts', says: () => m.keys_select_to() },
	chooseAll: {
		presses: ['Ctrl+A', '⌘+A'],
		group: 'posts',
		says: () => m.keys_select_all(),
		isNative: true
	},
	endChoosing: { presses: ['Escape'], group: 'posts', says: () => m.keys_select_end(), isNative: true },

	back: { presses: ['u'], group: 'post', says: () => m.keys_back() },
	nextMatch: { presses: ['.'], group: 'post', says: () => m.keys_next_match() },
	previousMatch: { presses: [','], group: 'post', says: () => m.keys_previous_match() },
	highlight: { presses: ['h'], group: 'post', says: () => m.keys_highlight() },
	highlightWithNote: { presses: ['Shift+H'], group: 'post', says: () => m.keys_highlight_with_note() },

	search: { presses: ['/', 'g e'], group: 'everywhere', says: () => m.keys_search() },
	goAll: { presses: ['g a'], group: 'everywhere', says: () => m.keys_go_all() },
	goUnread: { presses: ['g u'], group: 'everywhere', says: () => m.keys_go_unread() },
	goStarred: { presses: ['g s'], group: 'everywhere', says: () => m.keys_go_starred() },
	goToday: { presses: ['g t'], group: 'everywhere', says: () => m.keys_go_today() },
	goWeek: { presses: ['g w'], group: 'everywhere', says: () => m.keys_go_week() },
	goArchive: { presses: ['g h'], group: 'everywhere', says: () => m.keys_go_archive() },
	goHighlights: { presses: ['g n'], group: 'everywhere', says: () => m.keys_go_highlights() },
	goLibrary: { presses: ['g l'], group: 'everywhere', says: () => m.keys_go_library() },
	goSettings: { presses: ['g i'], group: 'everywhere', says: () => m.keys_go_settings() },
	sync: { presses: ['r'], group: 'everywhere', says: () => m.keys_sync() },
	help: { presses: ['?'], group: 'everywhere', says: () => m.keys_help() },

	toList: { presses: ['↓', 'Enter'], group: 'search', says: () => m.keys_to_list(), isNative: true },
	leaveSearch: { presses: ['Escape'], group: 'search', says: () => m.keys_leave_search(), isNative: true },

	arrows: { presses: ['↓', '↑'], group: 'browser', says: () => m.keys_arrows(), isNative: true },
	enter: { presses: ['Enter'], group: 'browser', says: () => m.keys_enter(), isNative: true },
	tab: { presses: ['Tab', 'Shift+Tab'], group: 'browser', says: () => m.keys_tab(), isNative: true },
	space: { presses: ['Space', 'Shift+Space'], group: 'browser', says: () => m.keys_space(), isNative: true },
	close: { presses: ['Escape'], group: 'browser', says: () => m.keys_close(), isNative: true }
} as const satisfies Record<string, Key>;

export type KeyName = keyof typeof KEYS;

const LETTER = /^\p{L}$/u;
const LATIN = /^\p{Script=Latin}$/u;

/** Whether a key writes a letter of other letters than ours, as a Cyrillic one: then its place says which key of the table is meant. */
export function isOtherLetter(key: string): boolean {
	return LETTER.test(key) && !LATIN.test(key);
}

/** The table in the order in which it is shown. */
export const KEY_GROUPS: readonly { group: KeyGroup; says: () => string }[] = [
	{ group: 'posts', says: () => m.keys_group_posts() },
	{ group: 'post', says: () => m.keys_group_post() },
	{ group: 'everywhere', says: () => m.keys_group_everywhere() },
	{ group: 'search', says: () => m.keys_group_search() },
	{ group: 'browser', says: () => m.keys_group_browser() }
];

/** The keys of a group, each with the presses that are shown one after another. */
export function keysOf(group: KeyGroup): { name: string; presses: string[][]; says: string }[] {
	return Object.entries<Key>(KEYS)
		.filter(([, key]) => key.group === group)
		.map(([name, key]) => ({
			name,
			presses: key.presses.map((press) => press.split(' ')),
			says: key.says()
		}));
}
