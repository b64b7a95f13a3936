import { pairs, type Payload } from './payload';

/** Handlers that any element may have, each on an element where a blog might plausibly have it. */
const HANDLERS: Readonly<Record<string, string>> = {
	p: 'click dblclick auxclick contextmenu mousedown mouseup mousemove mouseout mouseenter mouseleave wheel mousewheel',
	span: 'pointerdown pointerup pointermove pointerover pointerout pointerenter pointerleave pointercancel',
	b: 'gotpointercapture lostpointercapture pointerrawupdate touchstart touchend touchmove touchcancel',
	blockquote: 'copy cut paste beforecopy beforecut beforepaste beforeinput input',
	li: 'drag dragend dragenter dragleave dragover dragstart drop',
	td: 'keydown keyup keypress focus blur focusin focusout',
	pre: 'scroll scrollend scrollsnapchange scrollsnapchanging selectstart selectionchange select beforexrselect',
	h2: 'animationend animationiteration animationcancel webkitanimationstart webkitanimationend',
	em: 'transitionrun transitionstart transitionend transitioncancel webkittransitionend',
	figure:
		'securitypolicyviolation slotchange contentvisibilityautostatechange fullscreenchange fullscreenerror',
	details: 'beforetoggle toggle close cancel command',
	video:
		'abort canplay canplaythrough durationchange emptied ended loadeddata loadedmetadata loadstart pause play playing',
	audio: 'progress ratechange seeked seeking stalled suspend timeupdate volumechange waiting cuechange',
	a: 'search formdata submit reset invalid change beforematch'
};

/** Handlers by name only: browsers of today hear nothing by them on these elements. */
const UNHEARD: ReadonlySet<string> = new Set([
	...['beforexrselect', 'transitionrun', 'transitionstart', 'transitioncancel', 'fullscreenchange'],
	...['fullscreenerror', 'search', 'beforematch']
]);

const everyHandler = Object.entries(HANDLERS).flatMap(([element, events]) =>
	events.split(' ').map((event): Payload => ({
		name: `on${event} on <${element}>`,
		html: inPlace(element, `on${event}="trap()"`),
		runs: !UNHEARD.has(event)
	}))
);

/** Table cells and list items live only where they belong. */
function inPlace(element: string, attributes: string): string {
	if (element === 'td') return `<table><tr><td ${attributes}>a</td></tr></table>`;
	return `<${element} ${attributes}>a</${element}>`;
}

/** Elements on which a failure is heard, without any press. */
const failing: Payload[] = [
	['an image', '<img src="x:" onerror="trap()">', true],
	['an image without quotes and after slashes', '<img/src="x:"/onerror=trap()>', true],
	['an image by its other name', '<image src="x:" onerror="trap()">', true],
	['an image with a set', '<img srcset="x: 2x" onerror="trap()">', true],
	['an image in a picture', '<picture><source srcset="x:"><img onerror="trap()" src="x:"></picture>', true],
	['a video', '<video src="x:" onerror="trap()"></video>', true],
	['a video around its source', '<video onerror="trap()"><source src="x:"></video>', true],
	['a source of a video', '<video><source src="x:" onerror="trap()"></video>', true],
	['a source of sound', '<audio><source src="x:" onerror="trap()"></audio>', true],
	['sound', '<audio src="x:" onerror="trap()"></audio>', true],
	['subtitles', '<video controls><track default kind="captions" src="x:" onerror="trap()"></video>', true],
	['a script', '<script src="x:" onerror="trap()"></script>', true],
	['a style sheet', '<link rel="stylesheet" href="x:" onerror="trap()">', true],
	['a preloaded file', '<link rel="preload" as="image" href="x:" onerror="trap()">', true],
	['an object', '<object data="x:" onerror="trap()"></object>', true],
	['an embedded thing', '<embed src="x:" onerror="trap()">', true],
	['a button that is an image', '<input type="image" src="x:" onerror="trap()">', true],
	['a drawing’s image', '<svg><image href="x:" onerror="trap()"></image></svg>', true],
	['a drawing’s image by its old address', '<svg><image xlink:href="x:" onerror="trap()"/></svg>', true],
	['a drawing’s filter image', '<svg><feImage href="x:" onerror="trap()"/></svg>', true],
	['a formula', '<math><mi onerror="trap()">x</mi></math>', true],
	['the body', '<body onerror="trap()"><img src="x:">', false]
].map(([what, html, runs]) => ({ name: `a failure heard by ${what as string}`, html, runs }) as Payload);

const DOT = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Elements that hear that they are there, without any press. */
const loading: Payload[] = [
	['an image', `<img src="${DOT}" onload="trap()">`, true],
	['a frame', '<iframe onload="trap()"></iframe>', true],
	['a frame of its own', '<iframe srcdoc="a" onload="trap()"></iframe>', true],
	['a drawing', '<svg onload="trap()"></svg>', true],
	['a drawing in a drawing', '<svg><svg onload="trap()"></svg></svg>', true],
	['a drawing’s image', `<svg><image href="${DOT}" onload="trap()"/></svg>`, true],
	['a style', '<style onload="trap()">p{}</style>', true],
	['a style in a drawing', '<svg><style onload="trap()">p{}</style></svg>', false],
	['a style sheet', '<link rel="stylesheet" href="data:text/css,p{}" onload="trap()">', true],
	['a script', '<script src="data:text/javascript,0" onload="trap()"></script>', true],
	['an object', '<object data="data:text/html,a" onload="trap()"></object>', true],
	['an embedded thing', '<embed src="data:text/html,a" onload="trap()">', true],
	['a button that is an image', `<input type="image" src="${DOT}" onload="trap()">`, true],
	['the body', '<body onload="trap()" onpageshow="trap()">a', true],
	['the body, of a hash', '<body onhashchange="trap()"><a href="#x">a</a>', true],
	[
		'the body, of storage and messages',
		'<body onmessage="trap()" onstorage="trap()" onunload="trap()">a',
		true
	],
	['a set of frames', '<frameset onload="trap()"><frame src="about:blank"></frameset>', false]
].map(([what, html, runs]) => ({ name: `a load heard by ${what as string}`, html, runs }) as Payload);

/** Elements that take the focus when they appear. */
const focusing: Payload[] = [
	['a link', '<a href="https://a.example/" autofocus onfocus="trap()">a</a>'],
	['a paragraph', '<p tabindex="0" autofocus onfocus="trap()">a</p>'],
	['a paragraph that is edited', '<p contenteditable autofocus onfocus="trap()" accesskey="x">a</p>'],
	['an input', '<input autofocus onfocus="trap()">'],
	['an input that loses it', '<input autofocus onblur="trap()"><input autofocus>'],
	['an area for text', '<textarea autofocus onfocus="trap()"></textarea>'],
	['a choice', '<select autofocus onfocus="trap()"><option>a</select>'],
	['a button', '<button autofocus onfocus="trap()">a</button>'],
	['a summary', '<details open><summary autofocus onfocus="trap()">a</summary></details>'],
	['a sound with controls', '<audio controls autofocus tabindex="0" onfocus="trap()"></audio>'],
	['a frame', '<iframe tabindex="0" autofocus onfocus="trap()"></iframe>'],
	['a drawing', '<svg tabindex="0" onfocus="trap()"><text>a</text></svg>'],
	['a link in a drawing', '<svg><a href="#" tabindex="0" onfocusin="trap()"><text>a</text></a></svg>'],
	['a formula', '<math tabindex="0" onfocus="trap()"><mi>x</mi></math>'],
	['a key generator', '<keygen tabindex="0" autofocus onfocus="trap()">'],
	['an element of its own', '<x-y tabindex="0" autofocus onfocus="trap()">a</x-y>'],
	['an area of a map', '<map name="m"><area href="#" onfocus="trap()"></map><img usemap="#m" src="x:">']
].map(([what, html]): Payload => ({ name: `the focus taken by ${what!}`, html: html!, runs: true }));

/** Of days gone by, or not of this browser: these handlers are not heard here. */
const FORGOTTEN: ReadonlySet<string> = new Set(['a marquee', 'a marquee that turns', 'a drawn discard']);

/** Elements whose handlers run by themselves in other ways. */
const alone: Payload[] = [
	['details that open', '<details open ontoggle="trap()"><summary>a</summary></details>'],
	[
		'a popover that opens',
		'<button popovertarget="p">a</button><div id="p" popover onbeforetoggle="trap()">b</div>'
	],
	[
		'a command',
		'<button commandfor="d" command="show-modal">a</button><dialog id="d" oncommand="trap()">b</dialog>'
	],
	['a dialog that is open', '<dialog open onclick="trap()">Your password: <input type="password"></dialog>'],
	['an animation', '<style>@keyframes x{}</style><p style="animation: x 1s" onanimationstart="trap()">a</p>'],
	['a transition', '<p style="transition: color 1ms" ontransitionend="trap()" tabindex="0">a</p>'],
	['a marquee', '<marquee onstart="trap()">a</marquee>'],
	['a marquee that turns', '<marquee loop="1" width="1" onbounce="trap()" onfinish="trap()">a</marquee>'],
	['a drawn animation', '<svg><animate onbegin="trap()" attributeName="x" dur="1s"></svg>'],
	['a drawn animation that ends', '<svg><animate onend="trap()" attributeName="x" dur="1ms"></svg>'],
	[
		'a drawn animation that repeats',
		'<svg><animate onrepeat="trap()" attributeName="x" dur="1ms" repeatCount="2"></svg>'
	],
	['a drawn motion', '<svg><animateMotion onbegin="trap()" dur="1s"></animateMotion></svg>'],
	['a drawn turn', '<svg><animateTransform onbegin="trap()" attributeName="transform" dur="1s"/></svg>'],
	['a drawn discard', '<svg><discard onbegin="trap()"/></svg>'],
	['a drawn setting', '<svg><set onbegin="trap()" attributeName="x" to="1"></svg>'],
	['a media that starts', '<video autoplay onloadstart="trap()" src="x:"></video>'],
	[
		'an element that is there',
		'<p oncontentvisibilityautostatechange="trap()" style="content-visibility:auto">a</p>'
	],
	['a slot', '<p is="x-p" onclick="trap()">a</p><slot name="x" onslotchange="trap()">b</slot>']
].map(([what, html]): Payload => ({
	name: `a handler of ${what!}`,
	html: html!,
	runs: !FORGOTTEN.has(what!)
}));

/** Ways to write an attribute: `name` and `code` are what it is about. */
const SPELLINGS: readonly [string, (name: string, code: string) => string][] = [
	['in capitals', (name, code) => `${name.toUpperCase()}="${code}"`],
	['in mixed case', (name, code) => `oN${name.slice(2, 3).toUpperCase()}${name.slice(3)}="${code}"`],
	['without quotes', (name, code) => `${name}=${code}`],
	['in single quotes', (name, code) => `${name}='${code}'`],
	['with spaces around the sign', (name, code) => `${name}  =  "${code}"`],
	['with line breaks around the sign', (name, code) => `${name}\n=\r\n"${code}"`],
	['with form feeds around the sign', (name, code) => `${name}\f=\f"${code}"`],
	['after a slash', (name, code) => `/ ${name}="${code}"`],
	['after many slashes', (name, code) => `/////${name}="${code}"`],
	['after a broken attribute', (name, code) => `a"b'c ${name}="${code}"`],
	['after an attribute without space', (name, code) => `title="a"${name}="${code}"`],
	['after a stray sign', (name, code) => `= ${name}="${code}"`],
	['after a stray quote', (name, code) => `" ${name}="${code}"`],
	['after backticks', (name, code) => `title=\`a\` ${name}="${code}"`],
	['as a comment', (name, code) => `${name}="/*a*/${code}//"`],
	['in decimal entities', (name, code) => `${name}="${entities(code, (n) => `&#${n};`)}"`],
	['in hexadecimal entities', (name, code) => `${name}="${entities(code, (n) => `&#x${n.toString(16)};`)}"`],
	['in entities of many noughts', (name, code) => `${name}="${entities(code, (n) => `&#00000${n};`)}"`],
	['with named brackets', (name, code) => `${name}="${code.replace('(', '&lpar;').replace(')', '&rpar;')}"`],
	['with a named line break before', (name, code) => `${name}="&NewLine;${code}"`],
	['with escapes of the language', (name, code) => `${name}="${code.replace('t', String.raw`\u0074`)}"`],
	['by a member', (name, code) => `${name}="window['trap']${code.slice('trap'.length)}"`],
	['in a template', (name, code) => `${name}="\`\${${code}}\`"`],
	['given twice', (name, code) => `${name}="${code}" ${name}="0"`]
];

function entities(text: string, write: (code: number) => string): string {
	return [...text].map((letter) => write(letter.charCodeAt(0))).join('');
}

const CARRIERS: readonly [string, string, (attribute: string) => string][] = [
	['onerror', 'img', (attribute) => `<img src="x:" ${attribute} >`],
	['onclick', 'p', (attribute) => `<p ${attribute} >a</p>`],
	['onload', 'svg', (attribute) => `<svg ${attribute} ></svg>`]
];

const spelled = pairs(SPELLINGS, CARRIERS).map(([[how, write], [handler, element, carry]]): Payload => ({
	name: `${handler} on <${element}> ${how}`,
	html: carry(write(handler, 'trap()')),
	runs: true
}));

/** Names that are nearly those of handlers. */
const odd: Payload[] = [
	['a null in the name', '<img src="x:" on\0error="trap()">', false],
	['a null in the element', '<im\0g src="x:" onerror="trap()">', true],
	['a colon in the name', '<img src="x:" xml:onerror="trap()">', false],
	['a name in another script', '<img src="x:" οnerror="trap()">', false],
	[
		'a handler of a framework',
		'<p @click="trap()" v-on:click="trap()" ng-click="trap()" x-on:click="trap()">a</p>',
		false
	],
	[
		'a handler of another framework',
		'<p on:click="trap()" (click)="trap()" bind:click="trap()" hx-on:click="trap()">a</p>',
		false
	],
	[
		'a handler in a data attribute',
		'<p data-onclick="trap()" data-bind="click: trap()" data-hx-get="x">a</p>',
		false
	],
	['a first handler that is empty', '<img src="x:" onerror="" onerror="trap()" onerror="trap()">', false],
	['unclosed quotes', '<img src="x:" title="a onerror="trap()" b="">', false],
	['broken quotes', '<img src=`x:` onerror="trap()"><img """><img src="x:" onerror="trap()">">', true],
	['an end without a beginning', '</p onclick="trap()"><img src="x:" onerror="trap()">', true],
	['an element that never ends', '<img src="x:" onerror="trap()" ', false],
	['an element that begins in another', '<b<img src="x:" onerror="trap()">', true],
	[
		'landmarks',
		'<h1 onclick="trap()">a</h1><article onclick="trap()"><center onclick="trap()">b</center></article>',
		true
	],
	[
		'a table and what stands around it',
		'<div class="table-scroll" onclick="trap()" role="alert"><table onclick="trap()"><tr><td>a</table></div>',
		true
	],
	[
		'a card like ours',
		'<p class="embed" onclick="trap()"><a href="javascript:trap()">Video on www.youtube.com</a></p>',
		true
	],
	[
		'a formula of KaTeX and an emoji',
		'<span class="katex"><math></math><span class="katex-html"><img src="x:" onerror="trap()"></span></span><img class="emoji" alt="<img src=x: onerror=trap()>" src="x:" onerror="trap()">',
		true
	],
	[
		'an element like a member of every object',
		'<constructor onclick="trap()">b</constructor><tostring onclick="trap()">c</tostring><p __proto__="x">d</p>',
		true
	],
	['a late picture', `<img data-src='a.png" onerror="trap()' src="x:" onerror="trap()">`, true],
	[
		'six hundred elements around',
		'<div>'.repeat(600) +
			'<svg><style><img src="x:" onerror="trap()"></style></svg><img src="x:" onerror="trap()">',
		true
	]
].map(([what, html, runs]) => ({ name: `a handler with ${what as string}`, html, runs }) as Payload);

/** Handlers: on which element, heard how, and written how. */
export const EVENT_HANDLERS: readonly Payload[] = [
	...everyHandler,
	...failing,
	...loading,
	...focusing,
	...alone,
	...spelled,
	...odd
];
