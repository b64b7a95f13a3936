/** How much room the library takes, and whether the browser promises to keep it. Sizes in bytes. */
export class StorageState {
	used = $state<number | null>(null);
	/** What the browser says it would give at most; it is no promise. */
	quota = $state<number | null>(null);
	/** Null where the browser does not say. */
	isPersistent = $state<boolean | null>(null);

	/** Asks the browser again. */
	async refresh(): Promise<void> {
		const storage = storageManager();
		if (storage === null) return;
		const [estimate, persisted] = await Promise.all([storage.estimate(), storage.persisted()]);
		this.used = estimate.usage ?? null;
		this.quota = estimate.quota ?? null;
		this.isPersistent = persisted;
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
