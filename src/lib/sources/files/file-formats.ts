import { feedFile } from './feed-file';
import type { FileFormat, FileStart } from './file-format';
import { opml } from './opml/opml';
import { savedPage } from './page/saved-page';
import { readerFormats } from './readers/formats';
import { wxr } from './wxr/wxr';

/** Which is asked first matters: what is more particular comes before what would take it too. */
const FORMATS: readonly FileFormat[] = [
	wxr,
	opml,
	...readerFormats,
	feedFile,
	// Takes nearly any text.
	savedPage
];

/** The format of a file that begins so; undefined when Backlist does not read such files. */
export function formatOf(start: FileStart): FileFormat | undefined {
	return FORMATS.find((format) => format.recognises(start));
}
