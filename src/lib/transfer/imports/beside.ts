/** What stands beside what is read, in archives and folders: pictures and the like, and what systems put in for themselves. */
const OTHERS =
	/\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|css|m?js|map|woff2?|ttf|otf|mp[34]|m4a|ogg|webm|pdf)$/i;
/** Tells in archives of our own which picture is which. */
const OUR_INDEX = /(?:^|\/)pictures\/index\.json$/;
const BY_SYSTEMS = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;

/** Whether a file is nothing to read, by its name, such as a picture. */
export function isBeside(name: string): boolean {
	return OTHERS.test(name) || OUR_INDEX.test(name) || isBySystem(name);
}

/** Whether a system has put a file in for itself. @param name with its folders */
export function isBySystem(name: string): boolean {
	return BY_SYSTEMS.test(name);
}
