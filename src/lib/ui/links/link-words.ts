import { m } from '$lib/messages/links';
import type { LinkReport, WhyLink } from '$lib/state/link-pages.svelte';

/** Why a link stays one. */
const WHY: Record<WhyLink, () => string> = {
	blocked: () => m.links_why_blocked(),
	insecure: () => m.links_why_insecure(),
	gone: () => m.links_why_gone(),
	refused: () => m.links_why_refused(),
	'other-kind': () => m.links_why_other_kind(),
	'front-page': () => m.links_why_front_page(),
	'sign-in': () => m.links_why_sign_in(),
	'no-text': () => m.links_why_no_text(),
	'too-large': () => m.links_why_too_large(),
	private: () => m.links_why_private(),
	unreachable: () => m.links_why_unreachable(),
	relay: () => m.links_why_relay(),
	busy: () => m.links_why_busy(),
	'server-error': () => m.links_why_server_error(),
	timeout: () => m.links_why_timeout()
};

export function whyWords(why: WhyLink): string {
	return WHY[why]();
}

/** Why fetching ended early; '' where it did not. */
export function endWords({ ended }: LinkReport): string {
	switch (ended) {
		case null:
			return '';
		case 'cancelled':
			return m.links_stopped();
		case 'offline':
			return m.links_offline();
		case 'busy-elsewhere':
			return m.links_busy_elsewhere();
	}
}

/** What came of fetching the page of a single link that is still one: why that is so. */
export function stayedWords({ ended, stayed }: LinkReport): string {
	const [first] = stayed;
	if (ended === 'offline') return m.links_post_offline();
	return first === undefined ? '' : m.links_post_stayed({ reason: whyWords(first.why) });
}
