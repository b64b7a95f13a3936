import { xhtmlOf } from '$lib/content/xhtml/xhtml';
import { displayTitle } from '$lib/model/title';
import type { WholePost } from '$lib/store/whole-posts';
import type { Export, WriteExport } from './export-format';
import { FileNames, safeName } from './file-names';
import { frontMatterOf } from './front-matter';
import { markdownOf } from './html-to-markdown';
import { baseOf, Pictures } from './pictures';
import { ZipOutput } from './zip-output';

const PICTURES = 'pictures/';

/** A Markdown file for each post, with what is known of it above the text, and the pictures that are kept. */
export const markdown: WriteExport = async (what, output) => {
	const leftOut = { posts: 0, pictures: 0 };
	const zip = new ZipOutput(output, what.at);
	const pictures = new Pictures(what, zip, PICTURES, leftOut);
	const names = new FileNames();
	for await (const saved of what.posts) {
		const fileOf = await pictures.take(saved);
		const folder = what.only === null ? `${safeName(what.feeds.get(saved.post.feedId)?.title ?? '')}/` : '';
		const up = folder === '' ? '' : '../';
		const text = postText(saved, what, (address) => {
			const file = fileOf(address);
			return file === null ? address : up + file.name;
		});
		if (zip.hasRoom(text.length)) await zip.add(names.unique(nameOf(saved), '.md', folder), text);
		else leftOut.posts += 1;
	}
	await zip.finish();
	return leftOut;
};

/** One post as the text of a Markdown file. @param pictureFor address to show the picture at an absolute address from */
export function postText(
	saved: WholePost,
	what: Pick<Export, 'feeds' | 'words'>,
	pictureFor: (address: string) => string
): string {
	const xhtml = xhtmlOf(saved.body.html, {
		base: baseOf(saved, what),
		pictureFor,
		pictureName: what.words.picture
	});
	const title = markdownOf(`<h1>${escapedTitle(saved)}</h1>`);
	return [frontMatterOf(saved, what.feeds.get(saved.post.feedId)), title, markdownOf(xhtml)]
		.map((part) => `${part.trimEnd()}\n`)
		.join('\n');
}

function escapedTitle({ post }: WholePost): string {
	return displayTitle(post).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** By its day, so that a folder is in order. */
function nameOf({ post }: WholePost): string {
	const day = new Date(post.publishedAt).toISOString().slice(0, 10);
	return `${day} ${displayTitle(post)}`;
}
