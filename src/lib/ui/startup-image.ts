/** Of the picture, in CSS pixels. */
const ICON = 128;

/**
 * Draws what iOS shows while the app starts from the home screen, which it takes from the page when the app is put there: a picture
 * of exactly the size of this screen, upright and on its side. Other systems make one from the manifest.
 * @param icon address of the app's icon
 * @param paper CSS colour behind it
 */
export async function addStartupImages(icon: string, paper: string): Promise<void> {
	const image = new Image();
	image.src = icon;
	await image.decode();
	const { width, height } = screen;
	const [short, long] = [Math.min(width, height), Math.max(width, height)];
	addLink('portrait', draw(image, paper, short, long));
	addLink('landscape', draw(image, paper, long, short));
}

function draw(icon: CanvasImageSource, paper: string, width: number, height: number): string {
	const canvas = document.createElement('canvas');
	canvas.width = width * devicePixelRatio;
	canvas.height = height * devicePixelRatio;
	const context = canvas.getContext('2d');
	if (context === null) return '';
	context.scale(devicePixelRatio, devicePixelRatio);
	context.fillStyle = paper;
	context.fillRect(0, 0, width, height);
	context.drawImage(icon, (width - ICON) / 2, (height - ICON) / 2, ICON, ICON);
	return canvas.toDataURL('image/png');
}

function addLink(orientation: 'portrait' | 'landscape', href: string): void {
	const link = document.createElement('link');
	link.rel = 'apple-touch-startup-image';
	link.media = `(orientation: ${orientation})`;
	link.href = href;
	document.head.append(link);
}
