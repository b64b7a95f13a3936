/** What can be wrong with a library, and how often it was found. */
export interface Findings {
	/** Records that are not what they should be. */
	damaged: number;
	/** Posts without a text. */
	missingBodies: number;
	/** Texts without a post. */
	orphanBodies: number;
	/** Posts that stand in other lists than they belong in, or whose mark says something else than they do. */
	wrongPlaces: number;
	/** Numbers of feeds, categories and comments that are not those of what is kept. */
	wrongCounts: number;
	/** Feeds that count more posts than are there. */
	shortFeeds: number;
	/** Feeds that posts belong to and that are not there. */
	missingFeeds: number;
	/** Things that nothing can use, such as a mark that says nothing about a post that is not there. */
	useless: number;
	/** Marks of posts that are not there. They stay: a sync may bring the post again, and a star is not lost. */
	marksWithoutPost: number;
	/** Comments of posts that are not there. They stay as marks do. */
	commentsWithoutPost: number;
	/** Highlights in posts that are not there. They stay as marks do. */
	highlightsWithoutPost: number;
}

export type FindingKind = keyof Findings;

/** One thing that was found. */
export interface Finding {
	kind: FindingKind;
	table: string;
	/** Key of the record. */
	id: string;
	/** What is wrong, for a person who looks into it. */
	what: string;
}

/** What a check of the whole library has found. */
export interface LibraryReport extends Findings {
	/** Posts that were looked at. */
	posts: number;
	/** The first few of all findings. */
	first: Finding[];
	/** False when the library changed so often meanwhile that its numbers could not be compared. */
	isSteady: boolean;
}

/** Findings that are kept with their details. */
const DETAILED = 50;

const NONE: Readonly<Findings> = {
	damaged: 0,
	missingBodies: 0,
	orphanBodies: 0,
	wrongPlaces: 0,
	wrongCounts: 0,
	shortFeeds: 0,
	missingFeeds: 0,
	useless: 0,
	marksWithoutPost: 0,
	commentsWithoutPost: 0,
	highlightsWithoutPost: 0
};

export function emptyReport(): LibraryReport {
	return { ...NONE, posts: 0, first: [], isSteady: true };
}

export function addFindings(report: LibraryReport, findings: readonly Finding[]): void {
	for (const { kind } of findings) report[kind] += 1;
	report.first.push(...findings.slice(0, DETAILED - report.first.length));
}

/** How many things were found in all: 0 in a library of which nothing was ever lost. */
export function countAll(report: LibraryReport): number {
	return (Object.keys(NONE) as FindingKind[]).reduce((sum, kind) => sum + report[kind], 0);
}

/** How many things were found that `mendLibrary` mends: what has lost its post waits for a sync instead. */
export function countMendable(report: LibraryReport): number {
	const { marksWithoutPost, commentsWithoutPost, highlightsWithoutPost } = report;
	return countAll(report) - marksWithoutPost - commentsWithoutPost - highlightsWithoutPost;
}

/** How many records were lost or damaged, apart from numbers and lists that are made from others. */
export function countLost(report: LibraryReport): number {
	const { damaged, missingBodies, orphanBodies, shortFeeds, missingFeeds } = report;
	return damaged + missingBodies + orphanBodies + shortFeeds + missingFeeds;
}
