import type { FileFormat, FileStart } from './file-format';
import { savedPage } from './page/saved-page';
import { readerFormats } from './readers/formats';

/** Which is asked first matters: what is more particular comes before what would take it too. */
const FORMATS: readonly FileFormat[] = [
	...readerFormats,
	// Takes nearly any text.
	savedPage
];

/** The format of a file that begins so; undefined when Backlist does not read such files. */
export function formatOf(start: FileStart): FileFormat | undefined {
	return FORMATS.find((format) => format.recognises(start));
}
