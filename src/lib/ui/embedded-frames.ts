import { FRAME_ATTRIBUTE } from '$lib/content/embed-card';
import { embeddedAt, isFrame } from '$lib/content/players';
import { samePage } from '$lib/content/safe-url';
import { withoutTracking } from '$lib/content/tracking-parameters';
import { m } from '$lib/messages/messages';

/** What a player needs. It runs on its own site's account: our page, its storage and its windows are out of its reach. */
const SANDBOX =
	'allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox';
const ALLOWED = 'fullscreen; picture-in-picture; encrypted-media';

/** Gives each card of a player that may be shown here a button that puts the player in its place. */
export function offerFrames(post: DocumentFragment): void {
	for (const link of post.querySelectorAll(`p.embed > a[${FRAME_ATTRIBUTE}]`)) {
		const address = link.getAttribute(FRAME_ATTRIBUTE) ?? '';
		link.removeAttribute(FRAME_ATTRIBUTE);
		// A post may write such a card itself, with a link that leads elsewhere: then it is only a link.
		if (!isFrame(address) || !leadsThere(link, address)) continue;
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'button';
		const { kind } = embeddedAt(address);
		const isPlayed = kind === 'Video' || kind === 'Audio';
		const { host } = new URL(address);
		const what = link.textContent;
		button.textContent = isPlayed ? m.article_embed_play() : m.article_embed_show();
		button.ariaLabel = isPlayed
			? m.article_embed_play_named({ host, what })
			: m.article_embed_show_named({ host, what });
		button.title = m.article_embed_warning({ host });
		button.addEventListener('click', () => showFrame(link, button, address));
		link.after(button);
	}
}

function leadsThere(link: Element, frame: string): boolean {
	return samePage(link.getAttribute('href') ?? '', withoutTracking(embeddedAt(frame).page));
}

/** The link stays beneath: the player may not work here. */
function showFrame(link: Element, button: HTMLButtonElement, address: string): void {
	const frame = document.createElement('iframe');
	frame.title = link.textContent;
	frame.setAttribute('sandbox', SANDBOX);
	frame.allow = ALLOWED;
	// YouTube plays nothing for a page that does not say which site it is of; it hears no more than that.
	frame.referrerPolicy = 'strict-origin-when-cross-origin';
	// Without what it has stored about this reader before, where the browser can do that.
	frame.setAttribute('credentialless', '');
	frame.className = (embeddedAt(address).kind ?? 'Video').toLowerCase();
	frame.src = address;
	button.replaceWith(frame);
	frame.focus();
}
