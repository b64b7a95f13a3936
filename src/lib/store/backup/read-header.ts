import { foreignFile, newerBackup } from './backup-error';
import { BACKUP_FORMAT, BACKUP_VERSION, type BackupHeader } from './format';
import { amount, line, memberOf, membersOf, moment, text, type Members } from './members';
import { kindOf } from './unpack';

/**
 * The first line of a backup.
 * @throws BackupError when it is none of ours, or newer; DamagedRecordError when it is damaged
 */
export function readHeader(bytes: Uint8Array): BackupHeader {
	const beginning = new TextDecoder().decode(bytes);
	const header = parse(beginning);
	if (header === null) throw foreignFile(kindOf(beginning));
	const version = amount(header, 'version');
	if (version > BACKUP_VERSION) throw newerBackup(version);
	return {
		format: BACKUP_FORMAT,
		version,
		library: text(header, 'library'),
		at: moment(header, 'at'),
		app: line(header, 'app'),
		posts: amount(header, 'posts')
	};
}

/** Null when it is none of ours. */
function parse(text: string): Members | null {
	try {
		const header = membersOf(JSON.parse(text), 'line');
		return memberOf(header, 'format') === BACKUP_FORMAT ? header : null;
	} catch (error) {
		// Some engines overflow the stack on deep nesting: a RangeError or InternalError.
		if (error instanceof Error) return null;
		throw error;
	}
}
