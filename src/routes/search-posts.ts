import { goto } from '$app/navigation';
import { resolve } from '$app/paths';

/** Null while the library is not on the screen. */
let focusBox: (() => Promise<void>) | null = null;
/** The reader wants to search as soon as it is. */
let isAwaited = false;

/** `focus` shows the library's own search box, with the focus in it. @returns a function that ends that. */
export function offerSearch(focus: () => Promise<void>): () => void {
	focusBox = focus;
	if (isAwaited) {
		isAwaited = false;
		void focus();
	}
	return () => {
		if (focusBox === focus) focusBox = null;
	};
}

/** Leads to the box in which posts are searched, from every page. */
export async function searchPosts(): Promise<void> {
	if (focusBox !== null) return focusBox();
	isAwaited = true;
	await goto(resolve('/'));
}
