/* What a page of WordPress shows beside the post: lines of its text, by what they say. */

/** Stands before the title, and says nothing. */
const BEFORE_TITLE = [
	/^skip to (?:main |primary |secondary |the )?(?:content|navigation|sidebar|footer|menu)\b.{0,20}$/i,
	/^(?:(?:primary|main|top|site) )?(?:menu|navigation)$/i,
	/^(?:menu and widgets|toggle (?:navigation|menu|search)|open menu|close(?: menu)?)$/i,
	/^scroll down to content$/i,
	/^search(?: for)?:?…?$/i,
	/^post navigation$/i,
	/^←.{0,150}$/,
	/^.{0,150}→$/
];

/** Under the title it leads to the comments. */
const LINK_TO_COMMENTS = [
	/^leave a (?:reply|comment|response)(?:\s+(?:on|to)\s*["“„«‘'].{0,200})?\W*$/i,
	/^(?:\d+|no|one) (?:thoughts?|comments?|responses?|replies)(?:\s+(?:on|to)\s*["“„«‘'].{0,200})?$/i
];

/** Begins what follows the post: nobody writes such a line into one. */
const END = [
	/^leave a reply(?:\s*cancel reply|\s+to\b.{1,80}\scancel reply)?\W*$/i,
	/^leave a (?:reply|comment|response)\b.{0,20}your email address will not be published/i,
	/^leave a (?:comment|response)\s*cancel reply\W*$/i,
	/^your email address will not be published\b/i,
	/^required fields are marked\b/i,
	/^this site uses akismet to reduce spam\b/i,
	/^privacy & cookies: this (?:site|website|blog) uses cookies\b/i,
	/^save my name, email, and website in this browser\b/i,
	/^notify me of (?:new posts|follow-?up comments)\b/i,
	/^you must be logged in to post a comment\b/i,
	/^click to (?:share on|email (?:a link|this) to a friend)\b/i,
	/^(?:← ?previous: .{1,150}|next: .{1,150}→|more posts)$/i,
	/^proudly powered by wordpress\b.{0,40}$/i,
	/^(?:\d+|one|two|three|no) (?:thoughts?|responses?|comments?|replies|pingbacks?) (?:on|to)\s*["“„«‘'].{1,300}["”“»’']$/i
];

/** Two lines of which the first alone could be one of the post. */
const END_WITH_NEXT = [
	[
		/^leave a (?:comment|response)\W*$/i,
		/^(?:comment ?\*|enter your comment|fill in your details|logged in as)/i
	],
	[/^like this:?$/i, /^(?:like\s+)?loading(?:…|\.{3})$/i],
	[
		/^share this:?$/i,
		/^(?:click to print \(opens.{0,40}|tweet|x|twitter|facebook|linkedin|mastodon|bluesky|pinterest|whatsapp|reddit)$/i
	]
] as const;
const COMMENTS_OF = /^(?:\d+|one|two|three|no) (?:thoughts?|responses?|comments?|replies) (?:on|to)\s+(.*)$/i;
/** Heads the comments, where a mark of the end comes after it. */
const HEAD_OF_COMMENTS = /^\d+ (?:comments?|responses?|replies)$/i;

/** May stand between the post and such a mark; anywhere else it is a line of the post. */
const BESIDE_END = [
	...LINK_TO_COMMENTS,
	/^comments(?: \(\d+\)| are closed\.?)?:?$/i,
	/^(?:post|comment) navigation$/i,
	/^(?:previous|next|older|newer)(?: (?:post|article|entry))?:?$/i,
	/^←.{0,150}$/,
	/^.{0,150}→$/,
	/^(?:share|like) this:?$/i,
	/^click to (?:share|email|print)\b/i,
	/^(?:like\s+)?loading(?:…|\.{3})$/i,
	/^related(?: posts| articles)?:?$/i,
	/^powered by wordpress\b.{0,40}$/i,
	/^this (?:site|website|blog) uses cookies\b/i,
	/^(?:post comment|submit comment|cancel reply)$/i,
	/^(?:comment|name|email|website) ?\*?$/i
];

const isOne = (patterns: readonly RegExp[], line: string) => patterns.some((pattern) => pattern.test(line));

export function isBeforeTitle(line: string): boolean {
	return isOne(BEFORE_TITLE, line);
}

export function isLinkToComments(line: string): boolean {
	return isOne(LINK_TO_COMMENTS, line);
}

export function isHeadOfComments(line: string): boolean {
	return HEAD_OF_COMMENTS.test(line);
}

/** Whether nobody writes such a line into a post. */
export function isEnd(line: string): boolean {
	return isOne(END, line);
}

/** Whether a line may stand between a post and what ends it. */
export function isBesideEnd(line: string): boolean {
	return line === '' || isOne(BESIDE_END, line);
}

/** Whether line `at` begins what follows the post. @param title that of the post */
export function endsPost(lines: readonly string[], at: number, title: string): boolean {
	const line = lines[at] ?? '';
	if (line === '') return false;
	if (isEnd(line) || (title !== '' && COMMENTS_OF.exec(line)?.[1] === title)) return true;
	const pair = END_WITH_NEXT.find(([first]) => first.test(line));
	if (pair === undefined) return false;
	const next = lines.slice(at + 1, at + 4).find((each) => each !== '') ?? '';
	return isEnd(next) || pair[1].test(next);
}
