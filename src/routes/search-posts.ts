import { goto } from '$app/navigation';
import { resolve } from '$app/paths';

/** Null while the library is not on the screen. */
let focusBox: (() => Promise<void>) | null = null;
/** The reader wants to search as soon as it is. */
let isAwaited = false;

/** `focus` shows the library's own search box, with the focus in it. @returns a function that ends that. */
export function offerSearch(focus: () => Promise<void>): () => void {
	focusBox = focus;
	if (isAwaited) void focus();
	isAwaited = false;
	return () => {
		if (focusBox === focus) focusBox = null;
	};
}

/** Leads to the box in which posts are searched, from every page. */
export async function searchPosts(): Promise<void> {
	if (focusBox === null) await goto(resolve('/'));
	if (focusBox !== null) await focusBox();
	// A page that has just been opened is not drawn yet.
	else isAwaited = true;
}
