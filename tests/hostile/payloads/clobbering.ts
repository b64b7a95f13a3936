import type { Payload } from './payload';

/** Members of the window that code asks for. */
const OF_WINDOW =
	'clobbered self top parent opener name location history navigator document trustedTypes localStorage indexedDB caches fetch Worker Promise Array status event closed length __sveltekit_app Dexie DOMPurify config app root';
/** Members of the document. */
const OF_DOCUMENT =
	'cookie body head forms images links scripts title referrer activeElement defaultView documentElement implementation getElementById querySelector createElement createTreeWalker addEventListener currentScript domain readyState';
/** Members of elements, which a form's fields hide. */
const OF_ELEMENTS =
	'attributes nodeName nodeType parentNode childNodes firstChild nextSibling removeChild remove textContent innerHTML hasChildNodes namespaceURI insertBefore getAttributeNode removeAttribute setAttribute ownerDocument classList';

const words = (list: string) => list.split(' ');

const ofWindow = words(OF_WINDOW).map((word): Payload => ({
	name: `an id of window.${word}`,
	html: `<a id="${word}" href="https://a.example/">a</a><p id="${word}">b</p>`
}));

const ofDocument = words(OF_DOCUMENT).map((word): Payload => ({
	name: `a name of document.${word}`,
	html: `<img name="${word}" src="a.png"><form name="${word}"></form><object id="${word}"></object>`
}));

const ofElements = words(OF_ELEMENTS).map((word): Payload => ({
	name: `a field that hides .${word}`,
	html: `<form onclick="trap()"><input name="${word}"><img src="x:" onerror="trap()"></form>`,
	runs: true
}));

/** Names of what the app has on its page. */
const ofApp: Payload[] = words(
	'article-title attachments-title app list posts search main status comments-title suggestions'
).map((word) => ({
	name: `an id like the app’s ${word}`,
	html: `<p id="${word}" name="${word}">a</p><a name="${word}">b</a><label for="${word}">c</label>`
}));

const chains: Payload[] = [
	[
		'a chain of two links',
		'<a id="clobberedF"><a id="clobberedF" name="href" href="javascript:trap()">a</a>',
		true
	],
	[
		'a chain of forms',
		'<form id="clobberedG"><output id="x">a</output></form><form id="clobberedG" name="y"><input id="z" value="1"></form>',
		false
	],
	[
		'a chain through a frame',
		'<iframe name="clobberedH" srcdoc="<a id=x name=y href=javascript:parent.trap()>a</a>"></iframe>',
		false
	],
	[
		'letters and names',
		'<a id="clobberedA"></a><p id="clobberedB"></p><img id="clobberedC" name="clobberedD" src="a.png">',
		false
	],
	[
		'what removes',
		'<form onclick="trap()"><input name="removeChild"><input name="parentNode"><input id="remove"></form>',
		true
	],
	[
		'the prototype',
		'<p __proto__="x" constructor="y" id="__proto__" class="constructor">a</p><a name="__proto__">b</a><img name="hasOwnProperty" src="a.png">',
		false
	],
	[
		'a name that has our prefix',
		'<p id="post-app">a</p><p id="post-">b</p><a id="post-post-x" href="#post-post-x">c</a>',
		false
	],
	[
		'a name with a space and quotes',
		`<p id="a b" class='x"y'>a</p><a href='#a b'>b</a><a href="#&quot;&gt;">c</a>`,
		false
	],
	[
		'a form from elsewhere',
		'<input form="f" type="image" src="x:" onerror="trap()"><form id="f" onclick="trap()"></form>',
		true
	],
	[
		'a label for the app',
		'<label for="search" onclick="trap()">a</label><button form="search" formaction="javascript:trap()">b</button>',
		true
	],
	[
		'a slot and a part',
		'<p slot="x" part="y" exportparts="z" nonce="n" itemprop="url" itemid="i">a</p>',
		false
	],
	[
		'a document that answers for .createElement',
		'<img name="createElement" src="a.png"><form name="createElement"></form><object name="createElement"></object><iframe src="https://a.example/"></iframe><dialog>a</dialog><table><tr><td>b</table><h1>c</h1>',
		false
	],
	[
		'a document that answers for .createRange',
		'<img name="createRange" src="a.png"><form name="createRange"></form><object name="createRange"></object><iframe src="https://a.example/"></iframe><dialog>a</dialog><table><tr><td>b</table><h1>c</h1>',
		false
	],
	[
		'a document that answers for .createDocumentFragment',
		'<img name="createDocumentFragment" src="a.png"><form name="createDocumentFragment"></form><object name="createDocumentFragment"></object><iframe src="https://a.example/"></iframe><dialog>a</dialog><table><tr><td>b</table><h1>c</h1>',
		false
	],
	[
		'a document that answers for .importNode',
		'<img name="importNode" src="a.png"><form name="importNode"></form><object name="importNode"></object><iframe src="https://a.example/"></iframe><dialog>a</dialog><table><tr><td>b</table><h1>c</h1>',
		false
	],
	[
		'a meta of the app',
		'<meta name="referrer" content="unsafe-url"><meta name="theme-color" content="#f00"><a id="x">a</a>',
		false
	]
].map(([what, html, runs]) => ({ name: `shadowing by ${what as string}`, html, runs }) as Payload);

/** What looks like the app, to deceive the reader or their screen reader. */
const deceit: Payload[] = [
	[
		'an alert',
		'<p role="alert" aria-live="assertive" class="toast error" id="app">Your library was lost</p>'
	],
	['a dialog', '<div role="dialog" aria-modal="true" class="dialog" tabindex="-1">Sign in again</div>'],
	[
		'a landmark',
		'<nav aria-label="Main"><a href="https://a.example/">Library</a></nav><main>a</main><footer>b</footer>'
	],
	['a heading of the page', '<h1 id="article-title">Another title</h1>'],
	['a hidden page', '<p aria-hidden="true" hidden inert aria-owns="app" aria-labelledby="search">a</p>'],
	['a key', '<p accesskey="s" tabindex="9999" draggable="true" spellcheck="true" enterkeyhint="go">a</p>'],
	[
		'a class of the app',
		'<div class="prose list toolbar panes reading banner row current visually-hidden">a</div>'
	],
	[
		'a class of embeds and tables',
		'<p class="embed"><a href="https://a.example/">Video on b.example</a></p><div class="table-scroll" role="application">c</div>'
	],
	[
		'a search box',
		'<search><form role="search"><input type="search" aria-label="Search posts"></form></search>'
	],
	['a progress bar', '<progress value="1" max="2"></progress><meter value="1"></meter><output>a</output>'],
	[
		'a loading button',
		'<button type="submit" class="load">Load</button><div class="frame-card"><button>Load</button></div>'
	],
	['a mark like ours', '<mark data-match="1" class="match current" tabindex="0">a</mark>'],
	[
		'marks of data',
		'<p data-query="x" data-sveltekit-reload data-sveltekit-preload-data="eager"><a href="/settings" data-sveltekit-replacestate>a</a></p>'
	],
	[
		'translation',
		'<p translate="no" dir="rtl" lang="ar" style="direction:rtl;unicode-bidi:bidi-override">a</p>'
	]
].map(([what, html]): Payload => ({ name: `looking like ${what!}`, html: html! }));

/** Names that hide those of the page, and looks that hide what is whose. */
export const CLOBBERING: readonly Payload[] = [
	...ofWindow,
	...ofDocument,
	...ofElements,
	...ofApp,
	...chains,
	...deceit
];
