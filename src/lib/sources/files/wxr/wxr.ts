import { say } from '$lib/messages/problem-words';
import { SourceError } from '$lib/sources/source-error';
import type { FilePart, FileStart, OpenFile, ReadOptions } from '$lib/sources/files/file-format';
import { tellingOfLostLetters } from '$lib/sources/files/lost-letters';
import { fileFeedOf } from './file-feed';
import { ItemReader } from './item-reader';
import { piecesOf } from './pieces';
import { surveyOf } from './survey';

const NAMESPACE = /\sxmlns:wp\s*=\s*["']https?:\/\/(www\.)?wordpress\.org\/export\//;

/**
 * WordPress's export ("WordPress eXtended RSS", WXR 1.0 to 1.2): all that a blog has, but for the files themselves. It is read
 * bit by bit, twice: first for the addresses of its files, which its posts name by number.
 * @see https://wordpress.org/documentation/article/tools-export-screen/
 */
export const wxr = tellingOfLostLetters({ kind: 'wordpress-export', passes: 2, recognises, read });

/** By the namespace of its start tag, or by the version that it gives before its first item. */
function recognises({ text }: FileStart): boolean {
	const root = /<rss(?:\s[^>]*)?>/.exec(text);
	if (root === null) return false;
	const head = text.slice(root.index).split(/<item[\s>]/, 1)[0] ?? '';
	return NAMESPACE.test(root[0]) || head.includes('<wp:wxr_version>');
}

async function* read(file: OpenFile, options: ReadOptions): AsyncGenerator<FilePart> {
	const survey = await surveyOf(file.stream());
	if (survey.isCutOff && survey.items === 0) {
		throw new SourceError('invalid-xml', say('wxr_nothing'), say('wxr_nothing_advice'));
	}
	const reader = new ItemReader(await fileFeedOf(survey, file.name, options.isKept), survey, options);
	for await (const piece of piecesOf(file.stream())) {
		if (piece.is === 'item') reader.read(piece.xml);
		if (piece.is === 'fault') reader.skip(piece.fault);
		if (reader.isFull) yield reader.takePart();
	}
	yield reader.takePart();
	for (const note of reader.notes(survey.isCutOff)) yield { is: 'note', note };
}
