import { directionOf } from '$lib/content/direction';
import { xhtmlOf } from '$lib/content/xhtml/xhtml';
import { displayTitle } from '$lib/model/title';
import type { WholePost } from '$lib/store/whole-posts';
import { BookContents } from './epub-contents';
import {
	CONTAINER,
	coverPage,
	COVER_STYLE,
	languageOfBook,
	packageDocument,
	postPage,
	STYLE,
	type BookFile,
	type Direction
} from './epub-pages';
import { coverPicture } from './epub-cover';
import type { Export, WriteExport } from './export-format';
import { baseOf, Pictures } from './pictures';
import { ZipOutput } from './zip-output';

const FOLDER = 'EPUB/';

/**
 * A book for e-readers: a chapter for each post, contents by feed and year, a cover, and the pictures that are kept.
 * @see https://www.w3.org/TR/epub-33/
 */
export const epub: WriteExport = async (what, output) => {
	const leftOut = { posts: 0, pictures: 0 };
	const zip = new ZipOutput(output, what.at);
	// First, and unpacked: by this the format is known.
	await zip.addStored('mimetype', new TextEncoder().encode('application/epub+zip'));
	await zip.add('META-INF/container.xml', CONTAINER);
	await zip.add(`${FOLDER}style.css`, STYLE);
	await zip.add(`${FOLDER}cover.css`, COVER_STYLE);
	const pictures = new Pictures(what, zip, `${FOLDER}pictures/`, leftOut);
	const contents = new BookContents(what);
	const chapters: BookFile[] = [];
	const languages = new Map<string, number>();
	for await (const saved of what.posts) {
		const fileOf = await pictures.take(saved);
		const direction = directionOf(`${saved.post.title} ${saved.body.text}`);
		const pictureFor = (address: string) => fileOf(address)?.name.slice(FOLDER.length) ?? null;
		const page = chapterOf(saved, what, direction, pictureFor);
		if (!zip.hasRoom(page.length)) {
			leftOut.posts += 1;
			continue;
		}
		const name = `post-${chapters.length + 1}.xhtml`;
		await zip.add(FOLDER + name, page);
		chapters.push({ name, mediaType: 'application/xhtml+xml' });
		contents.add(saved, name, direction);
		const language = saved.post.language ?? '';
		languages.set(language, (languages.get(language) ?? 0) + 1);
	}
	const language = languageOfBook(languages, what);
	const { direction, creators } = contents;
	await zip.add(`${FOLDER}cover.svg`, coverPicture(what, contents.years));
	await zip.add(`${FOLDER}cover.xhtml`, coverPage(what, language, direction));
	await zip.add(`${FOLDER}contents.xhtml`, contents.page(language));
	const files = pictures.all.map(([, { name, mediaType }]) => ({
		name: name.slice(FOLDER.length),
		mediaType
	}));
	await zip.add(
		`${FOLDER}package.opf`,
		packageDocument(what, { language, direction, chapters, pictures: files, creators })
	);
	await zip.finish();
	return leftOut;
};

function chapterOf(
	saved: WholePost,
	what: Export,
	direction: Direction,
	pictureFor: (address: string) => string | null
): string {
	const { post, body } = saved;
	const content = xhtmlOf(body.html, {
		base: baseOf(saved, what),
		pictureFor,
		pictureName: what.words.picture
	});
	return postPage({
		title: displayTitle(post),
		feed: what.only === null ? (what.feeds.get(post.feedId)?.title ?? '') : '',
		authors: post.authors.map(({ name }) => name),
		time: post.hasOwnDate ? post.publishedAt : null,
		url: post.url,
		language: post.language,
		direction,
		content,
		words: what.words
	});
}
