import { postIdOf } from '$lib/model/ids';
import type { PostId } from '$lib/model/ids';
import type { FaultySite } from './faulty-site';
import type { KeptLibrary } from './kept-library';
import type { Shown } from './reading';
import { SiteContent, type SitePost } from './site-content';

/** Posts and edits of the site that a library, which has synced to the end, has not got. */
export function lostOfSite({ feeds, posts, bodies }: KeptLibrary, site: FaultySite): string[] {
	const feed = feeds.find(({ url }) => url === site.feedUrl);
	if (feed === undefined) return ['the feed'];
	const [postOf, bodyOf] = [byId(posts), byId(bodies)];
	return site.everything.flatMap((sitePost) => {
		const { id: guid, title, content_html: html } = site.content.itemOf(sitePost);
		const [post, body] = [postOf.get(postIdOf(feed.id, guid)), bodyOf.get(postIdOf(feed.id, guid))];
		if (post === undefined) return [guid];
		return post.title === title && body?.html === html ? [] : [`${guid}: edition ${sitePost.edition}`];
	});
}

/** Posts of which a library, after a sync of all that can be compared, has it wrong whether the site still has them. */
export function mistakenForWithdrawn({ feeds, posts }: KeptLibrary, site: FaultySite): string[] {
	const feed = feeds.find(({ url }) => url === site.feedUrl);
	const withdrawn = new Set(site.everything.filter((post) => site.isWithdrawn(post)).map(guidOf));
	return posts
		.filter(({ feedId }) => feedId === feed?.id)
		.filter(({ guid, withdrawnAt }) => withdrawn.has(guid) !== (withdrawnAt !== null))
		.map(({ guid }) => `${guid}: whether it is there`);
}

/** What the app had shown as done, and the library does not keep. */
export function lostOfShown(library: KeptLibrary | null, shown: Shown, feedUrl: string): string[] {
	const feed = library?.feeds.find(({ url }) => url === feedUrl);
	const kept = library?.posts.filter(({ feedId }) => feedId === feed?.id).length ?? 0;
	return [
		...(kept < shown.kept ? [`${shown.kept - kept} posts that were shown as kept`] : []),
		...lostOfReader(library, shown)
	];
}

/** Stars and read posts that the app had shown. */
export function lostOfReader(library: KeptLibrary | null, { opened, starred }: Shown): string[] {
	const markOf = byId(library?.marks ?? []);
	return [
		...[...opened].filter((id) => !((markOf.get(id)?.readAt ?? 0) > 0)).map((id) => `${id} as read`),
		...[...starred].filter((id) => !((markOf.get(id)?.starredAt ?? 0) > 0)).map((id) => `star of ${id}`)
	];
}

/**
 * Posts of pages that the checkpoint has behind it: a sync would never ask for them again. Of what the site has published since
 * its start, each post may have moved another one on to the next page.
 */
export function lostBehindCheckpoint({ feeds, posts }: KeptLibrary, site: FaultySite): string[] {
	const feed = feeds.find(({ url }) => url === site.feedUrl);
	if (feed?.checkpoint == null) return [];
	const next = Number(new URL(feed.checkpoint.next).searchParams.get('page'));
	const published = site.everything.length - site.size.posts;
	const ids = new Set(posts.map(({ id }) => id));
	return site.everything
		.slice(published, Math.max(published, (next - 1) * site.size.perPage))
		.map(guidOf)
		.filter((guid) => !ids.has(postIdOf(feed.id, guid)));
}

const guidOf = ({ number }: SitePost) => SiteContent.guidOf(number);

function byId<T extends { id: PostId }>(records: readonly T[]): Map<PostId, T> {
	return new Map(records.map((record) => [record.id, record]));
}
