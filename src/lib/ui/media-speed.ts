/** Gives sound in a post a button for its speed; what it says and does comes from {@link playMedia}. */
export function offerSpeeds(post: DocumentFragment): void {
	for (const audio of post.querySelectorAll('audio')) {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'speed';
		const around = document.createElement('span');
		around.className = 'player';
		audio.replaceWith(around);
		around.append(audio, button);
	}
}
