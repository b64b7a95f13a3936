import type { FilePart, OpenFile, PostsPart, ReadOptions } from '$lib/sources/files/file-format';
import { wxr } from '$lib/sources/files/wxr/wxr';

/* Exports as WordPress writes them, cut down to what a test is about. */

export const now = Date.UTC(2024, 5, 1);

/** What of an item differs from a plain published post. */
export type ItemParts = Partial<Record<'title' | 'content' | 'link' | 'more', string>> & {
	id?: number | string;
	type?: string;
	status?: string;
	date?: string;
	password?: string;
};

export const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

export function itemOf({
	id = 7,
	type = 'post',
	status = 'publish',
	date = '2024-05-01 08:30:00',
	password = '',
	title = 'A post',
	content = 'Words',
	link = `https://harbour.example/2024/05/post-${id}/`,
	more = ''
}: ItemParts): string {
	return `
	<item>
		<title>${cdata(title)}</title>
		<link>${link}</link>
		<pubDate>Wed, 01 May 2024 08:30:00 +0000</pubDate>
		<dc:creator>${cdata('ida')}</dc:creator>
		<guid isPermaLink="false">https://harbour.example/?p=${id}</guid>
		<description></description>
		<content:encoded>${cdata(content)}</content:encoded>
		<excerpt:encoded>${cdata('')}</excerpt:encoded>
		<wp:post_id>${id}</wp:post_id>
		<wp:post_date>${cdata(date)}</wp:post_date>
		<wp:post_date_gmt>${cdata(date)}</wp:post_date_gmt>
		<wp:comment_status>${cdata('open')}</wp:comment_status>
		<wp:status>${cdata(status)}</wp:status>
		<wp:post_parent>0</wp:post_parent>
		<wp:post_type>${cdata(type)}</wp:post_type>
		<wp:post_password>${cdata(password)}</wp:post_password>
		<wp:is_sticky>0</wp:is_sticky>
		${more}
	</item>`;
}

export const HEAD = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file, with <item> and all. -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
	<title>Harbour &amp; Notes</title>
	<link>https://harbour.example</link>
	<description>By the water</description>
	<language>en-GB</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>https://harbour.example</wp:base_site_url>
	<wp:base_blog_url>https://harbour.example</wp:base_blog_url>
	<wp:author><wp:author_id>2</wp:author_id><wp:author_login>${cdata('ida')}</wp:author_login><wp:author_display_name>${cdata('Ida Holm')}</wp:author_display_name></wp:author>
	<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>${cdata('ships')}</wp:category_nicename><wp:category_parent>${cdata('')}</wp:category_parent><wp:cat_name>${cdata('Ships')}</wp:cat_name></wp:category>
	<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>${cdata('sail')}</wp:category_nicename><wp:category_parent>${cdata('ships')}</wp:category_parent><wp:cat_name>${cdata('Sail &amp; Steam')}</wp:cat_name></wp:category>`;

export const TAIL = '\n</channel>\n</rss>\n';

export const exportOf = (...items: ItemParts[]) => HEAD + items.map(itemOf).join('') + TAIL;

/** @param cuts where the stream is cut, in UTF-16 units */
export function wxrFile(xml: string, cuts: readonly number[] = []): OpenFile {
	async function* stream() {
		const ends = [...cuts.filter((cut) => cut < xml.length), xml.length].sort((a, b) => a - b);
		let from = 0;
		for (const end of ends) {
			yield xml.slice(from, end);
			from = end;
		}
	}
	return {
		name: 'harbour.WordPress.xml',
		mimeType: 'text/xml',
		text: xml.slice(0, 64 * 1024),
		size: xml.length,
		stream,
		whole: () => Promise.resolve(xml),
		bytes: () => Promise.resolve(new TextEncoder().encode(xml))
	};
}

export async function partsOf(file: OpenFile, options: Partial<ReadOptions> = {}): Promise<FilePart[]> {
	const parts: FilePart[] = [];
	for await (const part of wxr.read(file, { withUnpublished: false, now, ...options })) parts.push(part);
	return parts;
}

/** All of its parts as one. */
export async function readExport(
	xml: string,
	options: Partial<ReadOptions> = {}
): Promise<PostsPart & { notes: string[] }> {
	const parts = await partsOf(wxrFile(xml), options);
	const posts = parts.filter((part) => part.is === 'posts');
	return {
		feed: posts[0]!.feed,
		posts: posts.flatMap((part) => part.posts),
		comments: posts.flatMap((part) => part.comments),
		starred: [],
		read: [],
		skipped: posts.flatMap((part) => part.skipped),
		unpublished: posts.reduce((sum, part) => sum + part.unpublished, 0),
		notes: parts.flatMap((part) => {
			if (part.is !== 'note') return [];
			return typeof part.note === 'string' ? part.note : part.note.text;
		})
	};
}
