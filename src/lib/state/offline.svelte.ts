/** Whether the app works without a network, and whether a newer version of it waits. */
export class Offline {
	isOnline = $state(true);
	/** The service worker has stored the app: every page opens without a network. */
	isReady = $state(false);
	/** A newer version is stored, and this tab still runs the old one until the reader says so. */
	isUpdateWaiting = $state(false);
	#registration: ServiceWorkerRegistration | null = null;

	/** `onNetwork` hears whether there is a network, now and at each change. @returns a function that ends the watching. */
	start(onNetwork: (isOnline: boolean) => void): () => void {
		const onChange = () => {
			this.isOnline = navigator.onLine;
			onNetwork(this.isOnline);
		};
		onChange();
		addEventListener('online', onChange);
		addEventListener('offline', onChange);
		// Absent in private windows of some browsers and on addresses that are not secure.
		if ('serviceWorker' in navigator) {
			void navigator.serviceWorker.ready.then((registration) => this.#watch(registration));
		}
		return () => {
			removeEventListener('online', onChange);
			removeEventListener('offline', onChange);
		};
	}

	/** Puts the waiting version in charge and reloads the page at its address. */
	applyUpdate(): void {
		const waiting = this.#registration?.waiting ?? null;
		// Another tab may have put it in charge already.
		if (waiting === null) {
			location.reload();
			return;
		}
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
		waiting.postMessage('skip-waiting');
	}

	#watch(registration: ServiceWorkerRegistration): void {
		this.#registration = registration;
		this.isReady = true;
		this.isUpdateWaiting = registration.waiting !== null;
		const follow = () =>
			registration.installing?.addEventListener('statechange', () => {
				// Once seen it stays: when another tab puts the new version in charge, this one still runs the old.
				this.isUpdateWaiting ||= registration.waiting !== null;
			});
		follow();
		registration.addEventListener('updatefound', follow);
	}
}
