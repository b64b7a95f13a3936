/** What is found on a page as a reader finds it: by what it is, and by its name. */
export interface Target {
	role: Role;
	/** The whole accessible name; any one where it is not given. */
	name?: string;
	/** Words of the list item in which it is. */
	item?: string;
}

export type Role =
	| 'alert'
	| 'article'
	| 'button'
	| 'checkbox'
	| 'feed'
	| 'file'
	| 'heading'
	| 'link'
	| 'radio'
	| 'region'
	| 'searchbox'
	| 'status'
	| 'textbox';

/** Values that every protocol carries. */
export type Plain =
	string | number | boolean | null | undefined | readonly Plain[] | { [key: string]: Plain };

/** A browser that runs, with one page open and a profile of its own that nothing has used before. */
export interface EngineWindow {
	/** Such as "Firefox 153.8.0". */
	readonly version: string;
	/** The folder into which the browser saves what is downloaded. */
	readonly downloads: string;
	/** Opens an address, and waits until the page and its scripts have loaded. */
	go(url: string): Promise<void>;
	reload(): Promise<void>;
	/** What `look` gives in the page. It knows its arguments only, nothing around it. */
	run<A extends Plain[], T extends Plain>(look: (...inputs: A) => T, ...inputs: A): Promise<T>;
	/** Presses with the pointer. @throws {Error} when there is nothing of that name, or something covers it */
	press(target: Target): Promise<void>;
	/** Types into a field, one key after the other. @throws {Error} when there is none of that name */
	type(target: Target, text: string): Promise<void>;
	/** Chooses a file in a field for files. @throws {Error} when there is none of that name */
	attach(target: Target, path: string): Promise<void>;
	/** Sizes in CSS pixels, as near as the browser lets its window come. */
	resize(width: number, height: number): Promise<void>;
	/** What is seen of the page, as PNG. */
	picture(): Promise<Buffer>;
	/** Ends the browser and throws its profile away. */
	close(): Promise<void>;
}

/** A browser engine that the app has to work in. */
export interface Engine {
	name: 'Chromium' | 'Firefox' | 'WebKit';
	/** Why it cannot run on this machine, or empty. */
	obstacle(): Promise<string>;
	/** How to get it, for a person. */
	install: string;
	open(): Promise<EngineWindow>;
}
