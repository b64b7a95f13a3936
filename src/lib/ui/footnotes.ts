import { fragmentOf } from '$lib/content/safe-url';
import { m } from '$lib/messages/messages';

/** What a reference to a note looks like: 1, [1], (a), *, †. */
const REFERENCE = /^[[(]?(\d{1,3}|[a-z]|[ivx]{1,5}|[*∗†‡§¶]{1,3})[\])]?$/iu;
/** A note of more letters than these is a part of the post of its own: the link leads there. */
const LONGEST = 2000;
/** What holds the whole of a note. */
const NOTE = 'li, dd, aside, p, div';
/** Room between a note and what it belongs to, and the edges of the window, in CSS pixels. */
const GAP = 8;

/** Lets references to notes at the end of a post show them where they are: the place in the text is not lost. */
export function offerFootnotes(post: DocumentFragment): void {
	// To look each up in the post, and to measure it again for each reference, takes time with its square.
	const targets = new Map([...post.querySelectorAll('[id]')].map((target) => [target.id, target]));
	const short = new Map<Element, boolean>();
	const isShort = (note: Element) => {
		const known = short.get(note) ?? note.textContent.length <= LONGEST;
		short.set(note, known);
		return known;
	};
	for (const link of post.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
		if (!REFERENCE.test(link.textContent.trim())) continue;
		const target = targets.get(fragmentOf(link.getAttribute('href') ?? ''));
		const note = target?.closest(NOTE) ?? null;
		if (note === null || !isShort(note) || !comesAfter(note, link)) continue;
		link.setAttribute('aria-haspopup', 'dialog');
		link.addEventListener('click', (event) => {
			if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
			event.preventDefault();
			showNote(link, note);
		});
	}
}

function comesAfter(note: Element, link: Element): boolean {
	const position = link.compareDocumentPosition(note);
	return (position & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && !note.contains(link);
}

function showNote(link: HTMLAnchorElement, note: Element): void {
	const shown = document.createElement('div');
	shown.className = 'footnote';
	shown.popover = 'auto';
	shown.tabIndex = -1;
	shown.role = 'dialog';
	shown.ariaLabel = m.article_note({ reference: link.textContent.trim() });
	for (const child of note.childNodes) shown.append(child.cloneNode(true));
	for (const named of shown.querySelectorAll('[id]')) named.removeAttribute('id');
	// What leads back to the text: here it is the text. And a copy of a button does nothing.
	for (const useless of shown.querySelectorAll('a[href^="#"], button')) useless.remove();
	link.after(shown);
	// It belongs to a place in the text, which scrolls away from it.
	const hide = (event: Event) => {
		if (event.target !== shown) shown.hidePopover();
	};
	shown.addEventListener('toggle', (event) => {
		if (event.newState === 'open') return;
		removeEventListener('scroll', hide, true);
		shown.remove();
	});
	shown.showPopover();
	place(shown, link);
	shown.focus({ preventScroll: true });
	addEventListener('scroll', hide, true);
}

/** Beneath the reference, or above it where there is more room. */
function place(shown: HTMLElement, link: HTMLElement): void {
	const at = link.getBoundingClientRect();
	const { width, height } = shown.getBoundingClientRect();
	const isBelow = at.bottom + GAP + height <= innerHeight || at.top < innerHeight / 2;
	const left = Math.max(GAP, Math.min(at.left, innerWidth - width - GAP));
	shown.style.left = `${left}px`;
	shown.style.top = isBelow ? `${at.bottom + GAP}px` : `${Math.max(GAP, at.top - GAP - height)}px`;
}
