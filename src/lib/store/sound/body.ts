import type { FeedId, PostId } from '$lib/model/ids';
import type { Body } from '$lib/model/post';
import { Shape } from './shape';
import { isMembers, isText, nothing, orNull } from './values';

const BODY = new Shape<Body>({
	id: [isText, () => '' as PostId],
	feedId: [isText, () => '' as FeedId],
	html: [isText, (_, { text }) => (isText(text) ? htmlOf(text) : '')],
	text: [isText, (_, { html }) => (isText(html) ? textOf(html) : '')],
	extensions: [orNull(isMembers), nothing]
});

/** Names of the members that are not what they should be. */
export const unsoundInBody = (value: unknown): string[] => BODY.unsoundIn(value);

/** A stored body itself when it is sound; of a damaged one, what can be shown: either half of it stands in for the other. */
export const usableBody = (value: unknown): Body => BODY.usable(value);

/** Paragraphs as they stand in `text`. */
function htmlOf(text: string): string {
	const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return escaped
		.split(/\n{2,}/)
		.map((paragraph) => `<p>${paragraph}</p>`)
		.join('\n');
}

/** About the words of `html`: enough to find a post by until it is fetched again. */
function textOf(html: string): string {
	return html
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}
