import { m } from '$lib/messages/messages';
import { copyText } from './copy-text';

/** Milliseconds for which a button says that it has done it. */
const SAID = 2000;

/** Gives each block of code a button that copies it. */
export function offerCopies(post: DocumentFragment): void {
	for (const pre of post.querySelectorAll('pre')) {
		if (pre.textContent.trim() === '') continue;
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'copy';
		button.textContent = m.article_copy();
		button.title = m.article_copy_title();
		// Read before the button is in it: what is copied is the code as it is.
		const code = pre.textContent.replace(/\n$/, '');
		const said = document.createElement('span');
		said.className = 'visually-hidden';
		said.ariaLive = 'polite';
		button.addEventListener('click', () => void copy(code, button, said));
		const frame = document.createElement('div');
		frame.className = 'code';
		pre.replaceWith(frame);
		frame.append(pre, button, said);
	}
}

/** The button itself says how it went; not every screen reader tells a name that changes, so it is said beside it, too. */
async function copy(code: string, button: HTMLButtonElement, said: HTMLElement): Promise<void> {
	button.textContent = (await copyText(code)) ? m.article_copied() : m.article_copy_refused();
	said.textContent = button.textContent;
	setTimeout(() => {
		button.textContent = m.article_copy();
		said.textContent = '';
	}, SAID);
}
