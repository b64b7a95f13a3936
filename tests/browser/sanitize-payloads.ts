interface Payload {
	name: string;
	html: string;
	/** Whether it calls the trap when it is put on a page as it is: the proof that the trap catches anything. */
	runs?: true;
}

/** Hostile posts of our own, by family. Each calls `trap()` if any of its script runs. */
export const HOSTILE: readonly Payload[] = [
	// Event handlers
	{ name: 'image error handler', html: '<img src="x:" onerror="trap()">', runs: true },
	{ name: 'unquoted handler after a slash', html: '<img/src="x:"/onerror=trap()>', runs: true },
	{ name: 'handler in capitals', html: '<IMG SRC="x:" ONERROR="trap()">', runs: true },
	{
		name: 'handler with a line break before the sign',
		html: '<img src="x:" onerror\n=\ntrap()>',
		runs: true
	},
	{ name: 'handler in entities', html: '<img src="x:" onerror="&#116;&#x72;ap()">', runs: true },
	{
		name: 'handler on details',
		html: '<details open ontoggle="trap()"><summary>a</summary></details>',
		runs: true
	},
	{ name: 'handler on hover', html: '<p onmouseover="trap()">a</p>', runs: true },
	{ name: 'handler on press', html: '<b onclick="trap()">a</b>', runs: true },
	{ name: 'handler on focus', html: '<p tabindex="0" autofocus onfocus="trap()">a</p>', runs: true },
	{
		name: 'handler on animation',
		html: '<p style="animation: x 1s" onanimationstart="trap()">a</p>',
		runs: true
	},
	{ name: 'handler on media', html: '<video onerror="trap()"><source src="x:"></video>' },
	{
		name: 'handler on a media source',
		html: '<video><source src="x:" onerror="trap()"></video>',
		runs: true
	},
	{ name: 'handler on audio', html: '<audio src="x:" onerror="trap()"></audio>', runs: true },
	{
		name: 'handler on math',
		html: '<math onclick="trap()"><mi onmouseover="trap()">x</mi></math>',
		runs: true
	},
	{ name: 'handler on body', html: '<body onload="trap()" onpageshow="trap()">a' },
	{ name: 'handler on an unknown element', html: '<x-y onpointerdown="trap()">a</x-y>', runs: true },
	{ name: 'handler given twice', html: '<img src="x:" onerror="" onerror="trap()" onerror="trap()">' },

	// Addresses that are scripts
	{ name: 'javascript link', html: '<a href="javascript:trap()">a</a>', runs: true },
	{ name: 'javascript in mixed case', html: '<a href="JaVaScRiPt:trap()">a</a>', runs: true },
	{ name: 'javascript with a tab', html: '<a href="java&Tab;script:trap()">a</a>', runs: true },
	{ name: 'javascript with a line break', html: '<a href="java\nscript&NewLine;:trap()">a</a>', runs: true },
	{
		name: 'javascript after control characters',
		html: '<a href="&#1;&#x1f; javascript:trap()">a</a>',
		runs: true
	},
	{
		name: 'javascript in entities',
		html: '<a href="&#106;&#x61vascript&colon;trap&lpar;&rpar;">a</a>',
		runs: true
	},
	{
		name: 'javascript in entities without semicolons',
		html: '<a href="&#0000106avascript:trap()">a</a>',
		runs: true
	},
	{
		name: 'javascript that looks like a page',
		html: '<a href="javascript://blog.example/%0atrap()">a</a>',
		runs: true
	},
	{ name: 'vbscript link', html: '<a href="vbscript:trap()">a</a>' },
	{ name: 'data page link', html: '<a href="data:text/html,<script>parent.trap()</script>">a</a>' },
	{
		name: 'data page in base64',
		html: '<a href="data:text/html;base64,PHNjcmlwdD50cmFwKCk8L3NjcmlwdD4=">a</a>'
	},
	{ name: 'blob link', html: '<a href="blob:https://blog.example/1">a</a>' },
	{ name: 'javascript image', html: '<img src="javascript:trap()">' },
	{
		name: 'javascript in math',
		html: '<math href="javascript:trap()"><mi xlink:href="javascript:trap()">x</mi></math>'
	},
	{
		name: 'javascript in an svg link',
		html: '<svg><a xlink:href="javascript:trap()"><text y="20">a</text></a></svg>'
	},
	{
		name: 'javascript in an image map',
		html: '<img src="a.png" usemap="#m"><map name="m"><area href="javascript:trap()" shape="default"></map>',
		runs: true
	},
	{ name: 'javascript quotation', html: '<blockquote cite="javascript:trap()">a</blockquote>' },
	{ name: 'javascript footnote', html: '<a href="#javascript:trap()">a</a><p id="javascript:trap()">b</p>' },

	// Pictures and media
	{ name: 'script in srcset', html: '<img srcset="javascript:trap() 1x, data:text/html,x 2x">' },
	{
		name: 'script in a picture source',
		html: '<picture><source srcset="javascript:trap()"><img src="x:" onerror="trap()"></picture>',
		runs: true
	},
	{
		name: 'script in a late source',
		html: '<img data-src="javascript:trap()" data-srcset="javascript:trap() 1x">'
	},
	{ name: 'handler in a late source', html: `<img data-src='a.png" onerror="trap()'>` },
	{
		name: 'drawing as data',
		html: `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='trap()'/>">`
	},
	{ name: 'page as data picture', html: '<img src="data:text/html,<script>trap()</script>">' },
	{
		name: 'script as poster',
		html: '<video poster="javascript:trap()" src="data:text/html,<script>trap()</script>"></video>'
	},
	{ name: 'script as subtitles', html: '<video src="a.mp4"><track default src="javascript:trap()"></video>' },

	// Elements that are programs
	{ name: 'script', html: '<script>trap()</script>' },
	{ name: 'script inside of a script', html: '<scr<script>ipt>trap()</scr</script>ipt>' },
	{ name: 'svg script', html: '<svg><script>trap()</script></svg>' },
	{ name: 'svg load handler', html: '<svg onload="trap()"></svg>' },
	{
		name: 'svg animation',
		html: '<svg><animate onbegin="trap()" attributeName="x" dur="1s"></svg>',
		runs: true
	},
	{
		name: 'svg animated address',
		html: '<svg><a><animate attributeName="href" values="javascript:trap()"/><text y="20">a</text></a></svg>'
	},
	{
		name: 'svg use',
		html: `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='x:' onerror='trap()'/></svg>#x"></use></svg>`
	},
	{
		name: 'svg foreign object',
		html: '<svg><foreignObject><img src="x:" onerror="trap()"></foreignObject></svg>',
		runs: true
	},
	{
		name: 'frame with its own page',
		html: '<iframe srcdoc="<script>parent.trap()</script>"></iframe>',
		runs: true
	},
	{ name: 'frame with a script', html: '<iframe src="javascript:parent.trap()"></iframe>', runs: true },
	{
		name: 'frame with a title that breaks out',
		html: `<iframe src="https://a.example/" title='"><img src=x: onerror=trap()>'></iframe>`
	},
	{
		name: 'frame whose address breaks out',
		html: `<iframe src='https://a.example/"onmouseover="trap()'></iframe>`
	},
	{
		name: 'frame in a link with a script',
		html: '<a href="javascript:trap()"><iframe src="https://a.example/"></iframe>b</a>'
	},
	{
		name: 'object',
		html: '<object data="javascript:trap()" type="text/html"><img src="x:" onerror="trap()"></object>',
		runs: true
	},
	{
		name: 'embed',
		html: '<embed src="javascript:trap()"><embed src="data:text/html,<script>parent.trap()</script>">'
	},
	{
		name: 'applet and frames',
		html: '<applet code="x"></applet><frameset onload="trap()"><frame src="javascript:trap()"></frameset>'
	},
	{
		name: 'portal, fenced frame and marquee',
		html: '<portal src="a"></portal><fencedframe></fencedframe><marquee onstart="trap()">a</marquee>'
	},

	// Elements that change the page
	{
		name: 'style',
		html: '<style>* { background: url(javascript:trap()) } body { display: none }</style><p>a</p>'
	},
	{ name: 'style import in svg', html: '<svg><style>@import "https://a.example/x.css"; </style></svg>' },
	{
		name: 'style attribute',
		html: '<p style="position:fixed;inset:0;background:url(https://a.example/x);behavior:url(x);width:expression(trap())">a</p>'
	},
	{
		name: 'link',
		html: '<link rel="stylesheet" href="https://a.example/x.css"><link rel="prefetch" href="https://a.example/">'
	},
	{ name: 'refresh', html: '<meta http-equiv="refresh" content="0;url=javascript:trap()">' },
	{
		name: 'policy of its own',
		html: `<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'">`
	},
	{ name: 'base', html: '<base href="javascript:trap()//"><a href="x">a</a><img src="y.png">' },
	{
		name: 'form',
		html: '<form action="javascript:trap()"><input name="a" autofocus onfocus="trap()"><button formaction="javascript:trap()">go</button></form>',
		runs: true
	},
	{
		name: 'form of another place',
		html: '<input form="f" type="image" src="x:" onerror="trap()"><select onfocus="trap()"><option>a</select><textarea autofocus onfocus="trap()"></textarea>',
		runs: true
	},
	{
		name: 'popover and invoker',
		html: '<button popovertarget="p">a</button><div id="p" popover onbeforetoggle="trap()">b</div>',
		runs: true
	},
	{
		name: 'dialog over everything',
		html: '<dialog open onclick="trap()">Your password: <input type="password"></dialog>',
		runs: true
	},
	{
		name: 'editing',
		html: '<p contenteditable autofocus onfocus="trap()" accesskey="x" tabindex="1">a</p>',
		runs: true
	},
	{
		name: 'declared shadow root',
		html: '<div><template shadowrootmode="open"><img src="x:" onerror="trap()"></template></div>'
	},
	{
		name: 'customised element',
		html: '<p is="x-p" onclick="trap()">a</p><slot name="x" onslotchange="trap()">b</slot>',
		runs: true
	},
	{
		name: 'names that deceive',
		html: '<p role="alert" aria-live="assertive" class="toast error" id="app">Your library was lost</p>'
	},

	// Names that shadow the page's own
	{
		name: 'clobbering by id',
		html: '<a id="clobberedA"></a><p id="clobberedB"></p><img id="clobberedC" name="clobberedD" src="a.png">'
	},
	{
		name: 'clobbering by name',
		html: '<form name="clobberedE"><input name="attributes"><input name="nodeName"><img src="x:" onerror="trap()"></form>',
		runs: true
	},
	{
		name: 'clobbering of a chain',
		html: '<a id="clobberedF"><a id="clobberedF" name="href" href="javascript:trap()">a</a>',
		runs: true
	},
	{
		name: 'clobbering of document',
		html: '<img name="cookie" src="a.png"><img name="body" src="a.png"><a id="getElementById"></a><form id="createElement"></form>'
	},
	{
		name: 'clobbering of what removes',
		html: '<form onclick="trap()"><input name="removeChild"><input name="parentNode"><input id="remove"></form>',
		runs: true
	},
	{
		name: 'names of the prototype',
		html: '<p __proto__="x" constructor="y" id="__proto__" class="constructor">a</p><constructor>b</constructor><tostring onclick="trap()">c</tostring>',
		runs: true
	},

	// Markup that means something else the second time it is parsed
	{
		name: 'noscript that ends in an attribute',
		html: '<noscript><p title="</noscript><img src=x: onerror=trap()>"></noscript>',
		runs: true
	},
	{ name: 'template that holds an image', html: '<template><img src="x:" onerror="trap()"></template>' },
	{
		name: 'math with style and comment',
		html: '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x: onerror=trap()&gt;">'
	},
	{
		name: 'math with malignmark',
		html: '<math><mtext><table><malignmark><style><img src="x:" onerror="trap()"></style></malignmark></table></mtext></math>'
	},
	{
		name: 'math annotation as html',
		html: '<math><annotation-xml encoding="text/html"><style><img src="x:" onerror="trap()"></style></annotation-xml></math>'
	},
	{
		name: 'math annotation as svg',
		html: '<math><annotation-xml encoding="image/svg+xml"><svg><foreignObject><img src="x:" onerror="trap()"></foreignObject></svg></annotation-xml></math>',
		runs: true
	},
	{
		name: 'form in a form in math',
		html: '<form><math><mtext></form><form><mglyph><style></math><img src="x:" onerror="trap()">'
	},
	{
		name: 'svg style that ends in an attribute',
		html: '<svg></p><style><a id="</style><img src=x: onerror=trap()>">'
	},
	{
		name: 'svg title that ends in an attribute',
		html: '<svg><title><style><a title="</style></title><img src=x: onerror=trap()>"></svg>'
	},
	{
		name: 'svg desc with a table',
		html: '<svg><desc><table><thead><svg></desc><img src="x:" onerror="trap()">',
		runs: true
	},
	{
		name: 'text areas',
		html: '<textarea><p title="</textarea><img src=x: onerror=trap()>"></textarea>',
		runs: true
	},
	{
		name: 'title and xmp',
		html: '<title><p title="</title><img src=x: onerror=trap()>"></title><xmp><p title="</xmp><img src=x: onerror=trap()>"></xmp>',
		runs: true
	},
	{ name: 'plaintext', html: '<plaintext><img src="x:" onerror="trap()">' },
	{
		name: 'noembed and noframes',
		html: '<noembed><img title="</noembed><img src=x: onerror=trap()>"></noembed><noframes><p title="</noframes><img src=x: onerror=trap()>">',
		runs: true
	},
	{ name: 'comment that ends early', html: '<!--><img src="x:" onerror="trap()">-->', runs: true },
	{ name: 'comment that ends oddly', html: '<!-- --!><img src="x:" onerror="trap()"> -->', runs: true },
	{
		name: 'instruction and section',
		html: '<?xml version="1.0"?><![CDATA[<img src="x:" onerror="trap()">]]><svg><![CDATA[><img src="x:" onerror="trap()">]]></svg>'
	},
	{
		name: 'attribute that ends a comment',
		html: '<p title="--><img src=x: onerror=trap()>">a</p><p title="]]><img src=x: onerror=trap()>">b</p>'
	},
	{
		name: 'table that throws things out',
		html: '<table><img src="x:" onerror="trap()"><tr><td><a href="javascript:trap()">a</a><svg><td><style><img src="x:" onerror="trap()">',
		runs: true
	},
	{
		name: 'table in a link in a table',
		html: '<a href="javascript:trap()"><table><a href="javascript:trap()"><tr><td>x</td></tr></a></table>',
		runs: true
	},
	{
		name: 'select that throws things out',
		html: '<select><option><style><img src="x:" onerror="trap()"></style></select><keygen autofocus onfocus="trap()">'
	},
	{
		name: 'deep nesting',
		html:
			'<div>'.repeat(600) +
			'<svg><style><img src="x:" onerror="trap()"></style></svg><img src="x:" onerror="trap()">',
		runs: true
	},
	{
		name: 'nulls',
		html: '<im\0g src="x:" onerror="trap()"><img src="x:" on\0error="trap()"><a href="java\0script:trap()">a</a>'
	},
	{
		name: 'backticks and broken quotes',
		html: '<img src=`x:` onerror="trap()"><img """><img src="x:" onerror="trap()">">',
		runs: true
	},
	{
		name: 'katex and emoji that hide handlers',
		html: '<span class="katex"><math></math><span class="katex-html"><img src="x:" onerror="trap()"></span></span><img class="emoji" alt="<img src=x: onerror=trap()>" src="x:" onerror="trap()">',
		runs: true
	},
	{
		name: 'noscript beside a late picture',
		html: '<noscript><img src="x:" onerror="trap()"><a href="javascript:trap()">a</a></noscript>'
	},
	{
		name: 'heading and landmarks with handlers',
		html: '<h1 onclick="trap()">a</h1><article onclick="trap()"><center onclick="trap()">b</center></article>',
		runs: true
	},
	{
		name: 'table wrapper with handlers',
		html: '<div class="table-scroll" onclick="trap()" tabindex="9" role="alert"><table onclick="trap()"><tr><td>a</td></tr></table></div>',
		runs: true
	},
	{
		name: 'card with a script',
		html: '<p class="embed" onclick="trap()"><a href="javascript:trap()">Video on www.youtube.com</a></p>',
		runs: true
	}
];
