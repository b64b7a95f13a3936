import { HOSTILE_ADDRESSES, TEXTS } from './payloads/texts';
import { armed } from './payloads/payload';
import { item } from '../e2e/reader';

/** Where one hostile text stands in a feed: everywhere that a feed has plain text. */
function itemOfText(text: string, number: number): object {
	return item(`t${number}`, text, `<p>Shown ${number}.</p><p>Marmalade.</p>`, number, {
		summary: text,
		tags: [text, `Tag ${number} ${text.slice(0, 200)}`],
		authors: [{ name: text, url: text, avatar: text }, { name: `Author ${number}` }],
		language: text.slice(0, 100),
		attachments: [
			{ url: 'https://blog.example/a.mp3', mime_type: `audio/${text}`, title: text },
			{ url: text, mime_type: text, title: `File ${number}` }
		]
	});
}

/** One hostile address, wherever a feed has one. */
function itemOfAddress(address: string, number: number): object {
	return item(`a${number}`, `Address ${number}`, `<p>Shown ${number}.</p><p>Marmalade.</p>`, number, {
		url: address,
		external_url: address,
		image: address,
		banner_image: address,
		authors: [{ name: `Person ${number}`, url: address, avatar: address }],
		attachments: [{ url: address, mime_type: 'video/mp4', title: `Film ${number}` }]
	});
}

/** What a feed says of itself, with hostile words and addresses. */
export const HOSTILE_FEED = {
	description: '<img src=x: onerror=trap()>{{trap()}}',
	home_page_url: 'javascript:trap()',
	icon: 'javascript:trap()',
	favicon: 'data:image/svg+xml,<svg onload=trap()>',
	language: '"><script>trap()</script>',
	authors: [{ name: '</script><script>trap()</script>', url: 'javascript:trap()', avatar: 'vbscript:trap()' }]
};
export const HOSTILE_TITLE = '<img src=x: onerror=trap()> & friends';

const texts = [...TEXTS.map(({ text }) => text), ...HOSTILE_ADDRESSES.map(({ text }) => text)];

/** The items of a feed whose every word is hostile, newest first; their texts say `Shown` and their number. */
export function hostileItems(canary: string): object[] {
	return texts.map((text, number) => {
		const armedText = armed(text, number, canary);
		return number < TEXTS.length ? itemOfText(armedText, number) : itemOfAddress(armedText, number);
	});
}

/** What stands where in number `number`, in words. */
export function nameOfItem(number: number): string {
	return (TEXTS[number] ?? HOSTILE_ADDRESSES[number - TEXTS.length])?.name ?? String(number);
}

/** XML knows no such characters at all, not even as numbers. */
// eslint-disable-next-line no-control-regex
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const section = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** The same as RSS: every other post with its words in sections of characters, the others with theirs escaped. */
export function hostileRss(canary: string): string {
	const items = texts.map((raw, number) => {
		const text = armed(raw, number, canary).replace(NOT_IN_XML, '').toWellFormed();
		const write = number % 2 === 0 ? section : escaped;
		const date = new Date(Date.UTC(2026, 5, 28 - number, 12)).toUTCString();
		return `<item><title>${write(text)}</title><link>${escaped(text)}</link><guid isPermaLink="false">r${number} ${escaped(text)}</guid>
			<pubDate>${date}</pubDate><comments>${escaped(text)}</comments><category>${write(text)}</category>
			<dc:creator>${write(text)}</dc:creator><author>${write(text)}</author>
			<enclosure url="${escaped(text)}" type="${escaped(text)}" length="1"/>
			<media:content url="${escaped(text)}" type="image/png" medium="image"/>
			<description>${write(text)}</description>
			<content:encoded>${write(`<p>Shown ${number}.</p><p>Marmalade.</p>`)}</content:encoded></item>`;
	});
	return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
		xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
		xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>${escaped(HOSTILE_TITLE)}</title>
		<link>javascript:trap()</link><description>${section('<script>trap()</script>')}</description>
		<language>"&gt;&lt;script&gt;trap()&lt;/script&gt;</language><itunes:image href="javascript:trap()"/>
		<image><url>javascript:trap()</url></image><managingEditor>${escaped('<svg onload=trap()>')}</managingEditor>
		${items.join('\n')}</channel></rss>`;
}

/** How many there are. */
export const HOSTILE_ITEMS = texts.length;
