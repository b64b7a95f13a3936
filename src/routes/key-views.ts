import { searchOf, viewOf, type LibraryView } from '$lib/model/view';

/** Views of the library that keys lead to, as the search of an address: `?is=unread`. */
export const unreadView = () => searchOf({ ...everything(), is: 'unread' });
export const starredView = () => searchOf({ ...everything(), is: 'starred' });
export const todaysView = () => searchOf({ ...everything(), ...daysBack(0) });
/** From its Monday. */
export const weeksView = () => searchOf({ ...everything(), ...daysBack((new Date().getDay() + 6) % 7) });

function everything(): LibraryView {
	return viewOf(new URLSearchParams());
}

/** From so many days ago until the end of today, in UTC milliseconds. */
function daysBack(days: number): { from: number; to: number } {
	const now = new Date();
	const at = (day: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + day).getTime();
	return { from: at(-days), to: at(1) };
}
