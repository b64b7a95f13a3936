import type { Payload } from './payload';

type Row = [what: string, html: string, asks: boolean, ...shows: string[]];

const payload = ([name, html, asks, ...shows]: Row): Payload => ({
	name,
	html,
	asks,
	...(shows.length > 0 && { shows })
});

/** Pictures, of which a reader may be shown some: what is named at the end. */
const PICTURES: readonly Row[] = [
	['a picture', '<img src="http://CANARY/picture.png">', true, 'picture.png'],
	['a picture without a scheme', '<img src="//CANARY/schemeless.png" width="90">', true, 'schemeless.png'],
	[
		'a picture that says where from',
		'<img src="http://CANARY/referrer.png" referrerpolicy="unsafe-url">',
		true,
		'referrer.png'
	],
	[
		'a picture with credentials',
		'<img src="http://CANARY/credentials.png" crossorigin="use-credentials">',
		true,
		'credentials.png'
	],
	['a picture with a password', '<img src="http://user:secret@CANARY/password.png">', false, 'password.png'],
	[
		'a picture that hurries',
		'<img src="http://CANARY/eager.png" loading="eager" fetchpriority="high">',
		true,
		'eager.png'
	],
	[
		'a picture that tells the browser’s name',
		'<img src="http://CANARY/attribution.png" attributionsrc="http://CANARY/attribution" sharedstoragewritable browsingtopics>',
		true,
		'attribution.png'
	],
	['a picture by its other name', '<image src="http://CANARY/image.png">', true, 'image.png'],
	[
		'a set of pictures',
		'<img srcset="http://CANARY/set-1.png 1x, http://CANARY/set-2.png 2x">',
		true,
		'set-1.png',
		'set-2.png'
	],
	[
		'a set of many widths',
		'<img srcset="http://CANARY/w.png 320w" sizes="(min-width: 1px) 90vw">',
		true,
		'w.png'
	],
	[
		'sources of a picture',
		'<picture><source srcset="http://CANARY/source.png"><img src="http://CANARY/fallback.png"></picture>',
		true,
		'source.png',
		'fallback.png'
	],
	['a picture for later', '<img data-src="http://CANARY/late.png">', false, 'late.png'],
	[
		'a set of pictures for later',
		'<img src="http://CANARY/early.png" data-srcset="http://CANARY/late-set.png 2x">',
		true,
		'early.png',
		'late-set.png'
	],
	[
		'a picture in a noscript',
		'<noscript><img src="http://CANARY/noscript.png"></noscript>',
		false,
		'noscript.png'
	],
	[
		'a picture in a link',
		'<a href="https://a.example/"><img src="http://CANARY/linked.png"></a>',
		true,
		'linked.png'
	],
	[
		'a picture in a formula',
		'<math><mtext><img src="http://CANARY/formula.png"></mtext></math>',
		true,
		'formula.png'
	],
	[
		'a poster',
		'<video poster="http://CANARY/poster.png" src="http://CANARY/film.mp4"></video>',
		true,
		'poster.png'
	],
	['a poster of a film without sources', '<video poster="http://CANARY/lone-poster.png"></video>', true],
	['a poster of sound', '<audio poster="http://CANARY/sound-poster.png" src="x.mp3"></audio>', false],
	['a counter of readers', '<img src="http://CANARY/count.gif" width="1" height="1">', true],
	['a counter in a style', '<img src="http://CANARY/count-2.gif" style="width:1px;height:1px">', true],
	['a counter of no height', '<img src="http://CANARY/count-3.gif" height="0">', true],
	[
		'an old picture’s other addresses',
		'<img lowsrc="http://CANARY/low" dynsrc="http://CANARY/dyn" longdesc="http://CANARY/long" usemap="http://CANARY/map#m">',
		false
	],
	[
		'a picture in a data drawing',
		`<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='http://CANARY/drawn'/%3E%3C/svg%3E">`,
		false
	],
	['a picture of the app’s own place', '<img src="/_app/version.json"><img src="/config.json">', false]
];

/** Sound, film and what belongs to them: nothing before the reader presses. */
const MEDIA: readonly Row[] = [
	['a film', '<video src="http://CANARY/film.mp4" autoplay muted></video>', true],
	['a film that loads before', '<video src="http://CANARY/before.mp4" preload="auto"></video>', true],
	[
		'a film’s source',
		'<video autoplay muted><source src="http://CANARY/source.mp4"><source src="http://CANARY/source.webm"></video>',
		true
	],
	['a sound', '<audio src="http://CANARY/sound.mp3" preload="auto"></audio>', true],
	['a sound’s source', '<audio autoplay><source src="http://CANARY/source.mp3"></audio>', true],
	[
		'subtitles',
		'<video controls src="x.mp4"><track default kind="subtitles" src="http://CANARY/subtitles.vtt"></video>',
		false
	],
	[
		'subtitles of a film that may be read',
		'<video crossorigin="anonymous" controls src="x.mp4"><track default kind="captions" src="http://CANARY/captions.vtt"></video>',
		true
	],
	[
		'subtitles of a film with credentials',
		'<video crossorigin="use-credentials" autoplay muted src="http://CANARY/credentials.mp4"><track default kind="subtitles" srclang="en" src="http://CANARY/subtitles-2.vtt"></video>',
		true
	],
	['an old sound', '<bgsound src="http://CANARY/old.mid">', false]
];

/** Pages in the page. */
const FRAMES: readonly Row[] = [
	['a frame', '<iframe src="http://CANARY/frame.html"></iframe>', true],
	[
		'a frame that waits',
		'<iframe src="http://CANARY/lazy.html" loading="lazy" data-src="http://CANARY/data-src.html"></iframe>',
		true
	],
	['a frame of its own that asks', '<iframe srcdoc="<img src=http://CANARY/srcdoc.png>"></iframe>', true],
	[
		'a frame with rights',
		'<iframe src="http://CANARY/rights.html" allow="camera *; microphone *; geolocation *" allowfullscreen></iframe>',
		true
	],
	[
		'a frame of a known player',
		'<iframe src="http://CANARY/https://www.youtube.com/embed/x"></iframe>',
		true
	],
	[
		'a frame of nothing to see',
		'<iframe src="http://CANARY/hidden.html" width="0" height="0"></iframe>',
		true
	],
	['frames of a set', '</p><frameset><frame src="http://CANARY/set.html"></frameset>', false],
	['an object', '<object data="http://CANARY/object.html" type="text/html"></object>', true],
	['an object of a drawing', '<object data="http://CANARY/object.svg" type="image/svg+xml"></object>', true],
	[
		'an object with its code',
		'<object codebase="http://CANARY/" classid="http://CANARY/class" archive="http://CANARY/archive"></object>',
		false
	],
	['an embedded page', '<embed src="http://CANARY/embed.html">', true],
	[
		'an embedded film of old',
		'<object><param name="movie" value="http://CANARY/movie.swf"><embed src="http://CANARY/movie-2.swf" type="application/x-shockwave-flash"></object>',
		false
	],
	['an applet', '<applet code="x" codebase="http://CANARY/" archive="http://CANARY/x.jar"></applet>', false],
	['a portal', '<portal src="http://CANARY/portal.html"></portal>', false],
	['a fenced frame', '<fencedframe src="http://CANARY/fenced.html"></fencedframe>', false],
	[
		'a frame with credentials of its own',
		'<iframe credentialless src="http://CANARY/credentialless.html" csp="x"></iframe>',
		true
	]
];

/** Links of the head, which fetch, or make ready to fetch. */
const LINKS: readonly Row[] = (
	[
		['prefetch', '', true],
		['preload', 'as="image"', true],
		['preload', 'as="script"', true],
		['preload', 'as="fetch" crossorigin', true],
		['modulepreload', '', true],
		['prerender', '', false],
		['preconnect', '', false],
		['dns-prefetch', '', false],
		['manifest', '', false],
		['icon', '', false],
		['apple-touch-icon', '', false],
		['import', '', false],
		['pingback', '', false],
		['serviceworker', '', false],
		['expect', 'blocking="render"', false],
		['compression-dictionary', '', false]
	] as const
).map(([rel, more, asks]): Row => [
	`a link for ${rel} ${more}`.trim(),
	`<link rel="${rel}" ${more} href="http://CANARY/${rel}">`,
	asks
]);

/** Everything else that asks or sends somebody somewhere. */
const OTHERS: readonly Row[] = [
	[
		'links in the text that make ready',
		'<p>a <link rel="prefetch" href="http://CANARY/in-text"> b</p>',
		true
	],
	[
		'a link for a set of pictures',
		'<link rel="preload" as="image" imagesrcset="http://CANARY/imageset.png 1x" imagesizes="1px">',
		true
	],
	['a refresh', '<meta http-equiv="refresh" content="0;url=http://CANARY/refresh">', true],
	['a refresh in another spelling', '<META HTTP-EQUIV=Refresh CONTENT="0,http://CANARY/refresh-2">', true],
	[
		'a policy that reports',
		`<meta http-equiv="Content-Security-Policy" content="img-src 'none'; report-uri http://CANARY/report"><img src="x.png">`,
		false
	],
	['a policy of its own', `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`, false],
	[
		'a trial of the browser',
		'<meta http-equiv="origin-trial" content="AAAA"><meta http-equiv="Accept-CH" content="DPR">',
		false
	],
	['a cookie', '<meta http-equiv="Set-Cookie" content="a=b">', false],
	['a base', '<base href="http://CANARY/base/"><img src="picture.png"><a href="x">a</a>', true],
	['a base for targets', '<base target="_top"><a href="https://a.example/">a</a>', false],
	['a form', '<form action="http://CANARY/form"><input name="a" value="b"><button>go</button></form>', true],
	[
		'a form that posts',
		'<form action="http://CANARY/post" method="post" target="_self"><input type="submit"></form>',
		true
	],
	[
		'a form in a picture',
		'<form><input type="image" src="http://CANARY/button.png" formaction="http://CANARY/pressed"></form>',
		true
	],
	['a link that tells of the press', '<a href="#x" ping="http://CANARY/ping">a</a>', true],
	['a link that counts the press', '<a href="#x" attributionsrc="http://CANARY/attribution">a</a>', false],
	[
		'an import map',
		'<script type="importmap">{"imports":{"x":"http://CANARY/module.js"}}</script><script type="module">import "x"</script>',
		true
	],
	[
		'rules of speculation',
		'<script type="speculationrules">{"prefetch":[{"source":"list","urls":["http://CANARY/speculated"],"eagerness":"immediate"}]}</script>',
		false
	],
	[
		'rules of speculation about links',
		'<script type="speculationrules">{"prerender":[{"where":{"href_matches":"/*"},"eagerness":"immediate"}]}</script><a href="http://CANARY/ruled">a</a>',
		true
	],
	['a script elsewhere', '<script src="http://CANARY/script.js"></script>', true],
	['a script elsewhere, later', '<script async src="http://CANARY/async.js"></script>', true],
	['a module elsewhere', '<script type="module" src="http://CANARY/module-2.js"></script>', true],
	[
		'a bundle',
		'<script type="webbundle">{"source":"http://CANARY/bundle.wbn","resources":["http://CANARY/bundled"]}</script>',
		false
	],
	['a drawing’s image', '<svg><image href="http://CANARY/drawing.png" width="9" height="9"/></svg>', true],
	[
		'a drawing’s old image',
		'<svg><image xlink:href="http://CANARY/drawing-2.png" width="9" height="9"/></svg>',
		true
	],
	['a drawing’s use', '<svg><use href="http://CANARY/use.svg#x"/></svg>', false],
	[
		'a drawing’s filter',
		'<svg><filter id="f"><feImage href="http://CANARY/filter.png"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>',
		true
	],
	['a drawing’s script', '<svg><script href="http://CANARY/svg-script.js"></script></svg>', true],
	[
		'a drawing’s animated image',
		'<svg><image width="9" height="9"><set attributeName="href" to="http://CANARY/set.png"/></image></svg>',
		true
	],
	[
		'a drawing’s pattern',
		'<svg><pattern id="q" href="http://CANARY/pattern.svg#p"/><rect fill="url(#q)" width="9" height="9"/></svg>',
		false
	],
	[
		'a drawing’s text path',
		'<svg><text><textPath href="http://CANARY/path.svg#p">a</textPath></text></svg>',
		false
	],
	[
		'a drawing’s link',
		'<svg><a href="http://CANARY/svg-link" target="_self"><text y="9">a</text></a></svg>',
		true
	],
	['a menu', '<menu type="context"><menuitem icon="http://CANARY/icon.png">a</menuitem></menu>', false],
	[
		'a page’s profile',
		'<head profile="http://CANARY/profile"><p itemscope itemtype="http://CANARY/type">a</p>',
		false
	],
	[
		'a document in XML',
		'<xml src="http://CANARY/xml"></xml><?xml-stylesheet href="http://CANARY/xsl"?>',
		false
	],
	[
		'an old layer',
		'<layer src="http://CANARY/layer"></layer><ilayer src="http://CANARY/ilayer"></ilayer>',
		false
	],
	['a model', '<model src="http://CANARY/model.usdz"></model><canvas>a</canvas>', false],
	[
		'a shadow tree that asks',
		'<div><template shadowrootmode="open"><img src="http://CANARY/shadow.png"></template></div>',
		true
	],
	[
		'a keygen and a command',
		'<keygen challenge="a" name="b"><command icon="http://CANARY/command.png">',
		false
	]
];

/** What asks somebody for something. */
export const RESOURCES: readonly Payload[] = [...PICTURES, ...MEDIA, ...FRAMES, ...LINKS, ...OTHERS].map(
	payload
);
