import { Random } from './random';

/** Every so many items is a picture, a page, a draft. */
const [PICTURES, PAGES, DRAFTS] = [5, 50, 40];
const PLACES = [
	'harbour',
	'quay',
	'lighthouse',
	'ferry',
	'breakwater',
	'customs house',
	'drawbridge',
	'pier'
];
const DEEDS = [
	'was painted',
	'was closed',
	'has been measured',
	'lay in fog',
	'was full of people',
	'is for sale'
];
const TIMES = [
	'before the storm',
	'for the second time',
	'at low tide',
	'without a word',
	'in the long winter'
];

const cdata = (text: string) => `<![CDATA[${text}]]>`;

/**
 * An export of WordPress, bit by bit, the same every time: posts of a few hundred words, some of the old editor and some of
 * blocks, with pictures, pages, drafts, categories and comments.
 * @param length at least so many UTF-16 units
 */
export async function* largeExport(length: number): AsyncGenerator<string> {
	const random = new Random(20_260_628);
	const beginning = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Harbour Notes</title><link>https://harbour.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://harbour.example</wp:base_blog_url>
<wp:author><wp:author_login>${cdata('ida')}</wp:author_login><wp:author_display_name>${cdata('Ida Holm')}</wp:author_display_name></wp:author>
`;
	let written = beginning.length;
	yield beginning;
	for (let id = 1; written < length; id += 1) {
		const item = itemOf(id, random);
		written += item.length;
		yield item;
	}
	yield '</channel>\n</rss>\n';
}

function itemOf(id: number, random: Random): string {
	const isPicture = id % PICTURES === 0;
	const type = isPicture ? 'attachment' : id % PAGES === 1 ? 'page' : 'post';
	const status = isPicture ? 'inherit' : id % DRAFTS === 2 ? 'draft' : 'publish';
	const date = new Date(Date.UTC(2004, 0, 1) + id * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
	return `<item><title>${cdata(sentenceOf(random))}</title><link>https://harbour.example/${id}/</link>
<dc:creator>${cdata('ida')}</dc:creator><guid isPermaLink="false">https://harbour.example/?p=${id}</guid>
<description></description><content:encoded>${cdata(isPicture ? '' : textOf(id, random))}</content:encoded>
<excerpt:encoded>${cdata('')}</excerpt:encoded><wp:post_id>${id}</wp:post_id><wp:post_date>${cdata(date)}</wp:post_date>
<wp:post_date_gmt>${cdata(date)}</wp:post_date_gmt><wp:comment_status>${cdata('open')}</wp:comment_status>
<wp:status>${cdata(status)}</wp:status><wp:post_parent>0</wp:post_parent><wp:post_type>${cdata(type)}</wp:post_type>
<wp:post_password>${cdata('')}</wp:post_password>
${isPicture ? `<wp:attachment_url>${cdata(`https://harbour.example/files/${id}.jpg`)}</wp:attachment_url>` : ''}
<category domain="category" nicename="ships">${cdata('Ships')}</category>
<wp:postmeta><wp:meta_key>${cdata('_thumbnail_id')}</wp:meta_key><wp:meta_value>${cdata(String(id + 1))}</wp:meta_value></wp:postmeta>
${id % 3 === 0 ? commentOf(id, random) : ''}</item>
`;
}

function textOf(id: number, random: Random): string {
	const paragraphs = Array.from({ length: 4 + random.below(12) }, () =>
		Array.from({ length: 2 + random.below(6) }, () => sentenceOf(random)).join(' ')
	);
	if (id % 2 === 0)
		paragraphs.splice(1, 0, `[caption width="640"]<img src="/${id}.jpg" /> The quay[/caption]`);
	if (id % 3 > 0) return paragraphs.join('\n\n');
	return paragraphs
		.map((text) => `<!-- wp:paragraph -->\n<p>${text}</p>\n<!-- /wp:paragraph -->`)
		.join('\n\n');
}

function commentOf(id: number, random: Random): string {
	return `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>${cdata('A reader')}</wp:comment_author>
<wp:comment_content>${cdata(sentenceOf(random))}</wp:comment_content><wp:comment_approved>${cdata('1')}</wp:comment_approved>
<wp:comment_parent>0</wp:comment_parent></wp:comment>`;
}

function sentenceOf(random: Random): string {
	return `The ${random.pick(PLACES)} ${random.pick(DEEDS)} ${random.pick(TIMES)} (${random.below(100_000)}).`;
}
