import { isAtWork } from './at-work';

/** Beside the page of the app. */
const SCRIPT = new URL(`${import.meta.env.BASE_URL}service-worker.js`, location.origin).href;

/** Of the app, and not of another one in a folder around it, whose service worker has a new page in charge at first. */
const isOwn = (worker: { scriptURL?: unknown } | null) => worker?.scriptURL === SCRIPT;

/** The only script that it lets through. */
const policy = window.trustedTypes?.createPolicy('backlist-service-worker', {
	createScriptURL(url) {
		if (url === SCRIPT) return url;
		throw new TypeError(`Not the service worker of Backlist: ${url}`);
	}
});

/** Whether the app works without a network, and whether a newer version of it waits. */
export class Offline {
	isOnline = $state(true);
	/** The service worker has stored the app: every page opens without a network. */
	isReady = $state(false);
	/** A newer version is stored, and this tab still runs the old one until the reader says so. */
	isUpdateWaiting = $state(false);
	/** Something of this version could not be loaded: it is not kept here, and the host may have a newer version by now. */
	isPartMissing = $state(false);
	#registration: ServiceWorkerRegistration | null = null;
	#isKeeping = false;

	/**
	 * @param onNetwork hears whether there is a network, now and at each change
	 * @param isBusy whether the app does what a reload would cut off
	 * @returns a function that ends the watching.
	 */
	start(onNetwork: (isOnline: boolean) => void, isBusy: () => boolean): () => void {
		const onChange = () => {
			this.isOnline = navigator.onLine;
			onNetwork(this.isOnline);
		};
		const onMissing = () => (this.isPartMissing = true);
		onChange();
		addEventListener('online', onChange);
		addEventListener('offline', onChange);
		addEventListener('vite:preloadError', onMissing);
		// Absent in private windows of some browsers and on addresses that are not secure.
		const stop = 'serviceWorker' in navigator ? this.#follow(navigator.serviceWorker, isBusy) : null;
		return () => {
			removeEventListener('online', onChange);
			removeEventListener('offline', onChange);
			removeEventListener('vite:preloadError', onMissing);
			stop?.();
		};
	}

	/** Keeps the app on this device. That takes the whole machine for a while, so it is begun once there is something to see. */
	async keepApp(): Promise<void> {
		if (!('serviceWorker' in navigator) || this.#isKeeping) return;
		this.#isKeeping = true;
		// TypeScript takes a string; browsers that enforce Trusted Types want the object.
		const trusted = (policy?.createScriptURL(SCRIPT) ?? SCRIPT) as string;
		// In development it is a module.
		const type = import.meta.env.DEV ? 'module' : 'classic';
		try {
			await navigator.serviceWorker.register(trusted, { type });
		} catch (error) {
			// Where the browser keeps nothing, or the network is gone, the app is not ready for offline; it is tried again later.
			this.#isKeeping = false;
			if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
		}
	}

	/** Puts the newest version in charge, of all tabs, and reloads the page at its address. */
	async applyUpdate(): Promise<void> {
		const waiting = await newestOf(this.#registration);
		// Another tab may have put it in charge already.
		if (waiting === null) {
			location.reload();
			return;
		}
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
		waiting.postMessage('skip-waiting');
	}

	/** The reader has seen it, and does without; whatever is missing next is told again. */
	dismissMissing(): void {
		this.isPartMissing = false;
	}

	#follow(container: ServiceWorkerContainer, isBusy: () => boolean): () => void {
		// The first one that takes charge of a page is no update.
		let hasController = isOwn(container.controller);
		// Once it is in charge: until then the first one, too, seems to wait for a moment.
		const watchOwn = async () => {
			const registration = await container.getRegistration(SCRIPT);
			if (registration !== undefined && isOwn(registration.active)) this.#watch(registration);
		};
		const onChange = () => {
			if (!isOwn(container.controller)) return;
			if (hasController) this.#goOver(isBusy());
			else container.controller?.postMessage('is-up');
			hasController = true;
			void watchOwn();
		};
		const onMessage = ({ data, source }: MessageEvent) =>
			(this.isReady ||= data === 'all-kept' && isOwn(source as ServiceWorker | null));
		container.addEventListener('message', onMessage);
		// A version that never says so has shown nothing: see the service worker.
		if (hasController) container.controller?.postMessage('is-up');
		container.addEventListener('controllerchange', onChange);
		void container.ready.then(watchOwn);
		return () => {
			container.removeEventListener('message', onMessage);
			container.removeEventListener('controllerchange', onChange);
		};
	}

	/** Another tab has put a new version in charge: this one goes with it, unless that would be under the reader's hands. */
	#goOver(isBusy: boolean): void {
		if (isBusy || isAtWork()) this.isUpdateWaiting = true;
		else location.reload();
	}

	#watch(registration: ServiceWorkerRegistration): void {
		if (this.#registration === registration) return;
		this.#registration = registration;
		this.isUpdateWaiting ||= registration.waiting !== null;
		const follow = () =>
			registration.installing?.addEventListener('statechange', () => {
				// Once seen it stays: when another tab puts the new version in charge, this one still runs the old.
				this.isUpdateWaiting ||= registration.waiting !== null;
			});
		follow();
		registration.addEventListener('updatefound', follow);
	}
}

/** The version that waits, or that the host has by now; null when there is none, or it cannot be had. */
async function newestOf(registration: ServiceWorkerRegistration | null): Promise<ServiceWorker | null> {
	if (registration === null) return null;
	if (registration.waiting !== null) return registration.waiting;
	try {
		await registration.update();
	} catch (error) {
		// No network, or no such file any more.
		if (error instanceof TypeError || error instanceof DOMException) return null;
		throw error;
	}
	const { installing } = registration;
	if (installing !== null) await untilInstalled(installing);
	return registration.waiting;
}

/** Or until it has failed. */
function untilInstalled(worker: ServiceWorker): Promise<void> {
	return new Promise((resolve) => {
		worker.addEventListener('statechange', () => {
			if (worker.state !== 'installing') resolve();
		});
	});
}
