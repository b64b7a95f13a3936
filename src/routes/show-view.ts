import { goto } from '$app/navigation';
import { page } from '$app/state';
import { searchOf, type LibraryView } from '$lib/model/view';

/** Shows another view of the library on the page that is open; typing replaces the address, a choice adds to the history. */
export function showView(view: LibraryView, { replace = false } = {}): void {
	void goto(page.url.pathname + searchOf(view), {
		replaceState: replace,
		keepFocus: true,
		noScroll: true
	});
}
