/* What a page of WordPress shows beside the post: lines of its text, by what they say. */

/** Stands before the title, and says nothing. */
const BEFORE_TITLE = [
	/^skip to (?:main |primary |secondary |the )?(?:content|navigation|sidebar|footer|menu)\b.{0,20}$/i,
	/^(?:(?:primary|main|top|site) )?(?:menu|navigation)$/i,
	/^(?:menu and widgets|toggle (?:navigation|menu|search)|open menu|close(?: menu)?)$/i,
	/^search(?: for)?:?…?$/i,
	/^post navigation$/i,
	/^←.{0,150}$/,
	/^.{0,150}→$/
];

/** Begins what follows the post. */
const AFTER_POST = [
	/^leave a (?:reply|comment|response)(?:\s*cancel reply|\s+to\b.{0,200})?\W*$/i,
	/^leave a (?:reply|comment|response)\b.{0,20}your email address will not be published/i,
	/^your email address will not be published\b/i,
	/^required fields are marked\b/i,
	/^this site uses akismet to reduce spam\b/i,
	/^(?:privacy & cookies: )?this (?:site|website|blog) uses cookies\b/i,
	/^(?:\d+|one|two|three|no) (?:thoughts?|responses?|comments?|replies|pingbacks?) (?:on|to)\b.{0,300}$/i,
	/^(?:\d+|no) (?:comments?|responses?|replies)$/i,
	/^comments(?: \(\d+\)| are closed\.?)?:?$/i,
	/^comment navigation$/i,
	/^post navigation$/i,
	/^(?:previous|next|older|newer)(?: (?:post|article|entry))?:?$/i,
	/^←.{0,150}$/,
	/^.{0,150}→$/,
	/^more posts$/i,
	/^share this:?$/i,
	/^click to (?:share|email|print)\b/i,
	/^like this:?$/i,
	/^(?:like\s+)?loading(?:…|\.{3})$/i,
	/^related(?: posts| articles)?:?$/i,
	/^(?:proudly )?powered by wordpress\b.{0,40}$/i,
	/^(?:post comment|submit comment|cancel reply)$/i,
	/^save my name, email, and website in this browser\b/i,
	/^notify me of (?:new posts|follow-?up comments)\b/i,
	/^(?:name|email|website) ?\*?$/i
];

/** Begins the sentence in which WordPress sums a post up. */
export const SUMMARY = /^this (?:entry|post|article) was (?:posted|filed|published)\b/i;

export function isBeforeTitle(line: string): boolean {
	return BEFORE_TITLE.some((pattern) => pattern.test(line));
}

export function isAfterPost(line: string): boolean {
	return AFTER_POST.some((pattern) => pattern.test(line));
}
