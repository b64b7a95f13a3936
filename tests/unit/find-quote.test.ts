import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QuotedText } from '$lib/content/find-quote';
import { nearMatch } from '$lib/content/near-match';
import { CONTEXT, LONGEST_QUOTE, passageIn, type Passage } from '$lib/model/highlight';

const TEXT =
	'In the early morning the bees fly over the clover, and over the wall into the orchard.\n' +
	'Nobody knows how they find the way. In the evening they come back, heavy and slow.\n' +
	'The wall is old: moss grows over the stones, and over the wall the ivy looks into the lane.';

function passageOf(words: string, text = TEXT, from = 0): Passage {
	const start = text.indexOf(words, from);
	return passageIn(text, start, start + words.length)!;
}

/** What is found of `passage` in `text`; null for nothing. */
function foundIn(text: string, passage: Passage): string | null {
	const place = new QuotedText(text).find(passage);
	return place === null ? null : text.slice(place.start, place.end);
}

describe('a passage', () => {
	test('has no white space at its ends, and what stands around it', () => {
		const passage = passageIn('  One two  three', 5, 11);
		expect(passage).toEqual({
			quote: { exact: 'two', prefix: '  One ', suffix: '  three' },
			position: { start: 6, end: 9 }
		});
		expect(passageOf('orchard').quote.prefix).toHaveLength(CONTEXT);
	});

	test('is none without a letter, or when it is far too long', () => {
		expect(passageIn('a \n b', 1, 4)).toBeNull();
		expect(passageIn('a'.repeat(LONGEST_QUOTE + 1), 0, LONGEST_QUOTE + 1)).toBeNull();
	});
});

describe('a quote', () => {
	test('is found where it was', () => {
		const passage = passageOf('the bees fly');
		expect(new QuotedText(TEXT).find(passage)).toEqual(passage.position);
	});

	test('is found again when something was put before it', () => {
		const passage = passageOf('over the wall', TEXT, 100);
		const longer = `A word of the editor, who goes over the wall, too.\n${TEXT}`;
		const shift = longer.length - TEXT.length;
		expect(new QuotedText(longer).find(passage)).toEqual({
			start: passage.position.start + shift,
			end: passage.position.end + shift
		});
	});

	test('of which there are several is the one with its surroundings', () => {
		for (const from of [0, 100]) {
			const passage = passageOf('over the wall', TEXT, from);
			const moved = { ...passage, position: { start: 0, end: 13 } };
			expect(new QuotedText(TEXT).find(moved)).toEqual(passage.position);
		}
	});

	test('with the same surroundings everywhere is the nearest to where it was', () => {
		const text = 'tick tock tick tock '.repeat(30);
		const passage = passageIn(text, 200, 209)!;
		expect(new QuotedText(`${text}.`).find({ ...passage, position: { start: 203, end: 212 } })).toEqual({
			start: 200,
			end: 209
		});
	});

	test('is found with other white space, quotation marks and dashes, through several blocks', () => {
		const passage = passageOf('into the orchard.\nNobody knows');
		const text = TEXT.replace(/ /g, '\u00a0 ').replace('orchard.\n', 'or\u00adchard.\n\n\t');
		expect(foundIn(text, passage)).toMatch(/^into.*knows$/s);
		const said = passageOf('“So it is” – he said', 'Well. “So it is” – he said. And went.');
		expect(foundIn('Well. "So it is" - he said. And went.', said)).toBe('"So it is" - he said');
	});

	test('is found when it was slightly edited', () => {
		const passage = passageOf('Nobody knows how they find the way.');
		const edited = TEXT.replace('Nobody knows how they find', 'Nobody can say how they find');
		expect(foundIn(edited, passage)).toBe('Nobody can say how they find the way.');
		expect(foundIn(edited.replace('early', 'very early'), passage)).toContain('find the way');
	});

	test('of many lines is found by its beginning and its end', () => {
		const lines = Array.from(
			{ length: 60 },
			(_, n) => `Line ${n} of a long letter about the number ${n * 7}.`
		);
		const text = `Dear all,\n${lines.join('\n')}\nYours.`;
		const passage = passageOf(lines.slice(5, 50).join('\n'), text);
		const edited = text
			.replace('Line 20 of a', 'Line twenty of a very')
			.replace('Dear all', 'Dear everybody');
		expect(foundIn(edited, passage)).toMatch(/^Line 5 .*number 343\.$/s);
	});

	test('that is gone is not found somewhere else', () => {
		expect(
			foundIn('Something else is written here now.', passageOf('Nobody knows how they find'))
		).toBeNull();
		expect(foundIn(TEXT.replace('slow', 'tired'), passageOf('slow'))).toBeNull();
		expect(foundIn('The bees? They are in the clover.', passageOf('the'))).toBeNull();
		expect(foundIn('', passageOf('slow'))).toBeNull();
	});

	test('of an empty text, as damage leaves it, is nowhere', () => {
		const nothing = { quote: { exact: '', prefix: '', suffix: '' }, position: { start: 0, end: 0 } };
		expect(foundIn(TEXT, nothing)).toBeNull();
	});
});

const words = fc.array(fc.stringMatching(/^[a-zäöç가나한“”’—-]{1,9}$/), { minLength: 60, maxLength: 120 });
const prose = words.map((all) => all.map((word, i) => word + (i % 9 === 8 ? '.\n' : ' ')).join(''));
const anyPassage = fc.tuple(prose, fc.nat(), fc.integer({ min: 40, max: 400 })).map(([text, at, length]) => {
	const start = at % (text.length - 40);
	return { text, passage: passageIn(text, start, start + length)! };
});

describe('whatever the text', () => {
	test('what was not edited is found at its very place', () => {
		fc.assert(
			fc.property(anyPassage, ({ text, passage }) => {
				expect(new QuotedText(text).find(passage)).toEqual(passage.position);
			})
		);
	});

	test('what was moved as a whole is found', () => {
		fc.assert(
			fc.property(anyPassage, prose, ({ text, passage }, more) => {
				expect(foundIn(`${more}\n${text}`, passage)).toBe(passage.quote.exact);
			})
		);
	});

	test('what was edited in one place is found about there', () => {
		fc.assert(
			fc.property(
				anyPassage,
				fc.nat(),
				fc.stringMatching(/^[a-z ]{0,6}$/),
				({ text, passage }, at, typed) => {
					const { start, end } = passage.position;
					const where = start + 1 + (at % (end - start - 1));
					const edited = text.slice(0, where) + typed + text.slice(where);
					const found = new QuotedText(edited).find(passage);
					expect(found).not.toBeNull();
					expect(Math.abs(found!.start - start)).toBeLessThanOrEqual(14);
					expect(Math.abs(found!.end - (end + typed.length))).toBeLessThanOrEqual(14);
				}
			)
		);
	});

	test('what is found is a part of the text, be the quote what it may', () => {
		const quote = fc.record({ exact: fc.string(), prefix: fc.string(), suffix: fc.string() });
		const position = fc.record({ start: fc.nat(500), end: fc.nat(500) });
		fc.assert(
			fc.property(fc.string({ maxLength: 300 }), fc.record({ quote, position }), (text, passage) => {
				const found = new QuotedText(text).find(passage);
				if (found === null) return;
				expect(found.start).toBeGreaterThanOrEqual(0);
				expect(found.end).toBeGreaterThan(found.start);
				expect(found.end).toBeLessThanOrEqual(text.length);
			})
		);
	});

	test('the nearest part has as many edits as it says, and none has fewer', () => {
		const letters = fc.stringMatching(/^[abc]{1,12}$/);
		fc.assert(
			fc.property(letters, letters, (text, sought) => {
				const found = nearMatch(text, sought, sought.length);
				const parts = Array.from({ length: text.length }, (_, start) =>
					Array.from({ length: text.length - start }, (_, length) => text.slice(start, start + length + 1))
				).flat();
				const least = Math.min(sought.length, ...parts.map((part) => distance(part, sought)));
				expect(found?.edits).toBe(least);
				expect(distance(text.slice(found!.start, found!.end), sought)).toBe(least);
			})
		);
	});
});

/** Levenshtein's, plainly. */
function distance(a: string, b: string): number {
	if (a === '' || b === '') return a.length + b.length;
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i += 1) {
		row = row.reduce<number[]>((next, above, j) => {
			if (j === 0) return [i];
			const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
			return [...next, Math.min(above + 1, next[j - 1]! + 1, replaced)];
		}, []);
	}
	return row[b.length]!;
}

test('many edited quotes are found in a long text', () => {
	const text = Array.from({ length: 12_000 }, (_, n) => `word${(n * 7919) % 5003} and ${n}`).join(' ');
	const passages = Array.from({ length: 40 }, (_, n) => passageIn(text, n * 4000, n * 4000 + 180)!);
	const edited = text.replaceAll('word1', 'wort1');
	const quoted = new QuotedText(edited);
	for (const passage of passages) expect(quoted.find(passage)).not.toBeNull();
});
