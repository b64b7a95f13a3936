import type { FileFormat, FileStart } from './file-format';
import { savedPage } from './page/saved-page';

/** Which is asked first matters: what is more particular comes before what would take it too. */
const FORMATS: readonly FileFormat[] = [savedPage];

/** The format of a file that begins so; undefined when Backlist does not read such files. */
export function formatOf(start: FileStart): FileFormat | undefined {
	return FORMATS.find((format) => format.recognises(start));
}
