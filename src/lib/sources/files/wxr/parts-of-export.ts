import type { OpenFile } from '$lib/sources/files/file-format';
import { Attachments } from './attachments';
import { surveyOf, type Survey } from './survey';

/** What posts name by number, of all files that were brought together: large blogs are exported in parts, each with some of it. */
export class PartsOfExport {
	readonly #files: readonly OpenFile[];
	#surveyed: Promise<Map<string, Named>> | null = null;

	constructor(files: readonly OpenFile[]) {
		this.#files = files;
	}

	/** The survey of one file, with what the others of its blog have. */
	async complete(survey: Survey): Promise<Survey> {
		this.#surveyed ??= this.#survey();
		const named = (await this.#surveyed).get(survey.head.homeUrl ?? '');
		return named === undefined ? survey : { ...survey, ...named };
	}

	async #survey(): Promise<Map<string, Named>> {
		const blogs = new Map<string, Named>();
		for (const file of this.#files) {
			const survey = await surveyed(file);
			const home = survey?.head.homeUrl ?? null;
			if (survey === null || home === null) continue;
			const named = blogs.get(home) ?? { attachments: new Attachments(), patterns: new Map() };
			named.attachments.addAll(survey.attachments);
			for (const [id, pattern] of survey.patterns) named.patterns.set(id, pattern);
			blogs.set(home, named);
		}
		return blogs;
	}
}

type Named = Pick<Survey, 'attachments' | 'patterns'>;

/** Null of one that cannot be read, which its own reading will say. */
async function surveyed(file: OpenFile): Promise<Survey | null> {
	try {
		return await surveyOf(file.stream());
	} catch {
		return null;
	}
}
