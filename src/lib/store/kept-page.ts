/**
 * Calls `letGo` when the page is left, but kept by the browser for going back. WebKit stops such a page, and its workers, in the
 * middle of what they do: what they hold in that moment, a lock or a transaction, nobody could have any more, and the library
 * would hang in every other page. Who comes back finds the page loaded anew, at the same address and place.
 */
export function whenKept(letGo: () => void): void {
	// A worker hears nothing of this; its page ends it.
	if (!('document' in globalThis)) return;
	window.addEventListener('pagehide', ({ persisted }) => {
		if (!persisted) return;
		letGo();
		window.addEventListener('pageshow', () => location.reload(), { once: true });
	});
}

/** Rolls back what `connection` is in the middle of when its page is left, as if the page had been closed. */
export function rollBackWhenKept(connection: IDBDatabase): void {
	const going = new Set<IDBTransaction>();
	const begin = connection.transaction.bind(connection);
	connection.transaction = (...how: Parameters<typeof begin>) => {
		const transaction = begin(...how);
		const forget = () => going.delete(transaction);
		transaction.addEventListener('complete', forget);
		transaction.addEventListener('abort', forget);
		going.add(transaction);
		return transaction;
	};
	whenKept(() => {
		for (const transaction of going) rollBack(transaction);
	});
}

function rollBack(transaction: IDBTransaction): void {
	try {
		transaction.abort();
	} catch (error) {
		// It has all that it was asked for and is ending by itself.
		if (!(error instanceof DOMException)) throw error;
	}
}
