/** A source of chance that gives the same numbers for the same seed, on every machine (mulberry32). */
export class Random {
	#state: number;

	/** @param seeds any numbers; each other combination gives other numbers. */
	constructor(...seeds: number[]) {
		this.#state = 0;
		for (const seed of seeds) this.#state = (Math.imul(this.#state ^ seed, 0x9e3779b1) + 0x7f4a7c15) | 0;
	}

	/** From 0, exclusive of 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
	}

	/** A whole number below `limit`, from 0. */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	/** Whether something happens that does so in `share` of cases. */
	chance(share: number): boolean {
		return this.next() < share;
	}

	/** From a normal distribution around 0 with deviation 1 (Box and Muller). */
	normal(): number {
		return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
	}

	pick<T>(list: readonly T[]): T {
		return list[this.below(list.length)]!;
	}

	/** `count` different members in an order of chance, or all of them when there are fewer. */
	sample<T>(list: readonly T[], count: number): T[] {
		const rest = [...list];
		for (let i = 0; i < Math.min(count, rest.length); i++) {
			const other = i + this.below(rest.length - i);
			[rest[i], rest[other]] = [rest[other]!, rest[i]!];
		}
		return rest.slice(0, count);
	}

	/** Hexadecimal digits, `count` of them a multiple of 8. */
	hex(count: number): string {
		let digits = '';
		while (digits.length < count) digits += this.below(0x100000000).toString(16).padStart(8, '0');
		return digits;
	}
}
