import type { Handle } from '@sveltejs/kit';

/** Fonts of the first paint. The others are asked for where their letters are. */
const FIRST_FONTS = /(literata|onest)-latin-wght-normal/;

/** Says what the one page of the app loads ahead; it runs when that page is built. */
export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		preload: ({ type, path }) => (type === 'font' ? FIRST_FONTS.test(path) : true)
	});
