/** How much room the library takes, and whether the browser promises to keep it. Sizes in bytes. */
export class StorageState {
	/** The browser has been asked, as far as it can be. */
	isKnown = $state(false);
	used = $state<number | null>(null);
	/** Null where the browser does not say. */
	isPersistent = $state<boolean | null>(null);

	/** Asks the browser again. */
	async refresh(): Promise<void> {
		const storage = storageManager();
		if (storage !== null) {
			const [estimate, persisted] = await Promise.all([storage.estimate(), storage.persisted()]);
			this.used = estimate.usage ?? null;
			this.isPersistent = persisted;
		}
		this.isKnown = true;
	}

	/** Asks the browser not to evict the library. Some browsers ask the reader, and one may never answer: do not wait. */
	askToPersist(): void {
		void storageManager()
			?.persist()
			.then((granted) => (this.isPersistent = granted));
	}
}

/** Not every engine has one. */
function storageManager(): StorageManager | null {
	return (navigator as { storage?: StorageManager }).storage ?? null;
}
