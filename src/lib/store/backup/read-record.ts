import type { BackupRecord } from './format';
import { damaged, memberOf, moment, plainJson, text, type Members } from './members';
import { readFeed } from './read-feed';
import { readHighlight } from './read-highlight';
import { readBody, readComment, readMark, readPost } from './read-post';
import { readSync } from './read-settings';

/**
 * A record of a backup, checked member by member.
 * @throws DamagedRecordError
 */
export function readRecord(members: Members): BackupRecord {
	const type = text(members, 'type');
	const inner = (name: string) => memberOf(members, name);
	switch (type) {
		case 'settings':
			return { type, sync: readSync(inner('sync')), reading: plainJson(inner('reading') ?? null, 'reading') };
		case 'offered':
			return { type, url: text(members, 'url'), at: moment(members, 'at') };
		case 'feed':
			return { type, feed: readFeed(inner('feed')) };
		case 'post':
			return { type, post: readPost(inner('post')), body: readBody(inner('body')) };
		case 'mark':
			return { type, mark: readMark(inner('mark')) };
		case 'comment':
			return { type, comment: readComment(inner('comment')) };
		case 'highlight':
			return { type, highlight: readHighlight(inner('highlight')) };
		default:
			throw damaged('type', 'one that this format has');
	}
}
