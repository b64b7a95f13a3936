/** A part of a text that is nearly what is sought: UTF-16 units, `end` exclusive. */
export interface NearMatch {
	start: number;
	end: number;
	/** Units that were added, left out, or replaced by others. */
	edits: number;
}

/**
 * The part of `text` that is nearest to `sought`, with at most `most` edits; of several the first. Null when there is none.
 *
 * Sellers' algorithm: a table of edit distances with a row for each unit of `sought` and a column for each of `text`, in which a match
 * may begin anywhere at no cost. Only one column is held, and beside each distance the unit at which its match begins:
 *
 *            t e x t …
 *          0 0 0 0 0      <- beginning anywhere costs nothing
 *     s    1 1 1 1 1
 *     o    2 2 2 2 2
 *     …              \
 *                     the last row: what a match that ends here costs
 */
export function nearMatch(text: string, sought: string, most: number): NearMatch | null {
	const rows = sought.length;
	const cost = Uint32Array.from({ length: rows + 1 }, (_, row) => row);
	const begin = new Uint32Array(rows + 1);
	let best: NearMatch | null = null;
	for (let column = 1; column <= text.length; column += 1) {
		const unit = text.charCodeAt(column - 1);
		let diagonal = 0;
		let diagonalBegin = column - 1;
		begin[0] = column;
		for (let row = 1; row <= rows; row += 1) {
			const [left, leftBegin] = [cost[row] ?? 0, begin[row] ?? 0];
			const isSame = sought.charCodeAt(row - 1) === unit;
			let least = diagonal + (isSame ? 0 : 1);
			let from = diagonalBegin;
			if (left + 1 < least) [least, from] = [left + 1, leftBegin];
			const above = (cost[row - 1] ?? 0) + 1;
			if (above < least) [least, from] = [above, begin[row - 1] ?? 0];
			[diagonal, diagonalBegin] = [left, leftBegin];
			cost[row] = least;
			begin[row] = from;
		}
		const edits = cost[rows] ?? Infinity;
		if (edits <= most && edits < (best?.edits ?? Infinity)) {
			best = { start: begin[rows] ?? 0, end: column, edits };
		}
	}
	return best;
}
