import { inertElement } from './inert-element';
import { embeddedAt, type PlayerKind } from './players';
import { safeMedia, type ContentBase } from './safe-url';

/** Names that players give to every frame say nothing about this one. */
const EMPTY_TITLE =
	/^(youtube|vimeo|spotify|soundcloud)?\s*(embed|embedded|video|audio|content)?\s*(player)?$/i;
const LONGEST_TITLE = 200;
const UNKNOWN = 'Embedded page';
const CARD = /^(Video|Audio|Map|Chart|Code|Embedded page) on ([^\s:]+(?::\d+)?)(?:: (.*))?$/s;

/** Of the link in a card: what the frame showed, where that may be shown here again. */
export const FRAME_ATTRIBUTE = 'data-frame';

/**
 * What stands in for a frame: a paragraph with a link that names the host, and asks it for nothing until it is pressed.
 * Null when the frame leads nowhere on the web.
 */
export function embedCard(frame: Element, address: string, base: ContentBase): HTMLParagraphElement | null {
	const safe = safeMedia(address, base);
	if (safe === null) return null;
	const embedded = embeddedAt(safe);
	const page = new URL(embedded.page);
	const title = (frame.getAttribute('title') ?? '').trim().slice(0, LONGEST_TITLE);

	const link = inertElement('a');
	link.setAttribute('href', page.href);
	if (embedded.frame !== null) link.setAttribute(FRAME_ATTRIBUTE, embedded.frame);
	link.textContent = `${embedded.kind ?? UNKNOWN} on ${page.host}${EMPTY_TITLE.test(title) ? '' : `: ${title}`}`;
	const card = inertElement('p');
	card.setAttribute('class', 'embed');
	card.append(link);
	return card;
}

/** What the words of a card say. */
export interface EmbedWords {
	/** Null where nothing is known of the site. */
	kind: PlayerKind | null;
	host: string;
	/** Empty where there is none. */
	title: string;
}

/** The words of an {@link embedCard} again, for saying them in the reader's language; null when they are none. */
export function readEmbedCard(words: string): EmbedWords | null {
	const [, kind, host, title = ''] = CARD.exec(words) ?? [];
	if (kind === undefined || host === undefined) return null;
	return { kind: kind === UNKNOWN ? null : (kind as PlayerKind), host, title };
}
