/**
 * Does to everything in `root` what a reader might do, and what a browser might tell it: every event that has a handler, the
 * focus, and a press. Also runs in a page by itself, so it uses nothing from outside of it.
 * @param mayLeave whether pressing a link to the web may open it; else only what listens to the press may run
 */
export function poke(root: Document | Element, mayLeave = false): void {
	const events =
		'click dblclick auxclick contextmenu mousedown mouseup mousemove mouseover mouseout mouseenter mouseleave wheel mousewheel ' +
		'pointerdown pointerup pointermove pointerover pointerout pointerenter pointerleave pointercancel gotpointercapture ' +
		'lostpointercapture pointerrawupdate touchstart touchend touchmove touchcancel copy cut paste beforecopy beforecut ' +
		'beforepaste beforeinput input drag dragend dragenter dragleave dragover dragstart drop keydown keyup keypress focus blur ' +
		'focusin focusout scroll scrollend scrollsnapchange scrollsnapchanging selectstart selectionchange select beforexrselect ' +
		'animationstart animationend animationiteration animationcancel webkitAnimationStart webkitAnimationEnd ' +
		'webkitAnimationIteration transitionrun transitionstart transitionend transitioncancel webkitTransitionEnd ' +
		'securitypolicyviolation slotchange contentvisibilityautostatechange fullscreenchange fullscreenerror beforetoggle toggle ' +
		'close cancel command abort canplay canplaythrough durationchange emptied ended loadeddata loadedmetadata loadstart pause ' +
		'play playing progress ratechange seeked seeking stalled suspend timeupdate volumechange waiting cuechange search formdata ' +
		'submit invalid change beforematch error start bounce finish beginEvent endEvent repeatEvent begin end repeat';
	// Of posts with hundreds of elements in each other, the outer and the inner ones.
	const all = [...root.querySelectorAll('*')];
	const elements = all.length > 120 ? [...all.slice(0, 60), ...all.slice(-60)] : all;
	const stay = (event: Event) => {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		if (/^(https?|mailto|tel):/i.test(link?.getAttribute('href') ?? '')) event.preventDefault();
	};
	if (!mayLeave) root.addEventListener('click', stay, true);
	for (const element of elements) {
		for (const type of events.split(' ')) {
			const Kind = type.startsWith('key')
				? KeyboardEvent
				: /click|mouse|pointer/.test(type)
					? MouseEvent
					: Event;
			// None goes further than the element itself: what listens around it is not of the post.
			if (type !== 'click') element.dispatchEvent(new Kind(type));
		}
		// Frameworks expect this of forms alone.
		if (element.matches('form, [onreset]')) element.dispatchEvent(new Event('reset'));
		// A picture would be enlarged, and its dialog take the keys that lead on.
		if (element.closest('[data-enlarge]') !== null) continue;
		// Sound and film would begin, as they should.
		if (element.matches('audio, video')) continue;
		if (element instanceof HTMLElement) {
			element.focus({ preventScroll: true });
			element.click();
		} else {
			element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
		}
	}
	root.removeEventListener('click', stay, true);
}
