/*
 * Blogger exports a blog as one Atom feed, in which comments, settings and the template are entries, too.
 * See https://developers.google.com/blogger/docs/2.0/developers_guide_protocol
 */

const ENTRY = /<entry(?:\s[^>]{0,1000})?>/g;
const ENTRY_END = '</entry>';
const KIND =
	/<category\s[^<>]{0,300}term\s*=\s*["']https?:\/\/schemas\.google\.com\/blogger\/2008\/kind#(\w+)["'][^<>]{0,300}>/;
/** What an entry is in exports since 2024. */
const TYPE = /<blogger:type>\s*(\w+)\s*<\/blogger:type>/;
const DRAFT = /<(?:app:)?draft>\s*yes\s*<|<blogger:status>\s*(?:draft|scheduled)\s*</i;
const IN_TRASH = /<blogger:status>\s*soft_trashed\s*</i;
/** What people would miss. */
const TOLD = 'comment';

/** A feed with the posts and pages of an export alone. */
export interface BloggerPosts {
	text: string;
	/** Drafts that were left out. */
	unpublished: number;
	/** Comments that were left out. */
	comments: number;
}

/** Takes what is no post out of an export of Blogger; any other text stays as it is. */
export function postsOfBlogger(text: string, withUnpublished: boolean): BloggerPosts {
	const found: BloggerPosts = { text, unpublished: 0, comments: 0 };
	if (!KIND.test(text) && !TYPE.test(text)) return found;
	const kept: string[] = [];
	let from = 0;
	for (const { index } of text.matchAll(ENTRY)) {
		const end = text.indexOf(ENTRY_END, index);
		if (end === -1) break;
		if (index < from) continue;
		const entry = text.slice(index, end + ENTRY_END.length);
		kept.push(text.slice(from, index));
		from = end + ENTRY_END.length;
		const kind = (KIND.exec(entry) ?? TYPE.exec(entry))?.[1]?.toLowerCase() ?? 'post';
		const isDraft = DRAFT.test(entry);
		if (kind === TOLD) found.comments += 1;
		if ((kind !== 'post' && kind !== 'page') || IN_TRASH.test(entry)) continue;
		if (isDraft && !withUnpublished) found.unpublished += 1;
		else kept.push(entry.replace(KIND, ''));
	}
	return { ...found, text: kept.join('') + text.slice(from) };
}
