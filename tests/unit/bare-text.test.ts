import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBareText } from '$lib/sources/files/page/bare-text';
import { dateOf } from '$lib/sources/feed-date';

const END = [
	'Leave a Reply',
	'Your email address will not be published. Required fields are marked *',
	'Comment *',
	'Name *',
	'Email *',
	'Website',
	'Save my name, email, and website in this browser for the next time I comment.',
	'Post Comment',
	'',
	'This site uses Akismet to reduce spam. Learn how your comment data is processed.'
];

describe('A page of WordPress saved as bare text', () => {
	test('gives title, author, date, categories and the paragraphs only', () => {
		const post = readBareText(
			[
				'The Heron of Harbour Lane',
				'Posted on January 2, 2006 by Ada Byrne',
				'',
				'It stood there all morning.',
				'',
				'Nobody fed it.',
				'',
				'This entry was posted in Birds, Harbour and Weather by Ada Byrne. Bookmark the permalink.',
				'',
				...END
			].join('\n')
		);
		expect(post).toEqual({
			title: 'The Heron of Harbour Lane',
			author: 'Ada Byrne',
			date: 'January 2, 2006',
			categories: ['Birds', 'Harbour', 'Weather'],
			tags: [],
			paragraphs: ['It stood there all morning.', 'Nobody fed it.']
		});
	});

	test.each([
		[
			'Twenty Twenty-Five',
			[
				'Skip to content',
				'Harbour Notes',
				'About',
				'The Heron',
				'',
				'Written by',
				'',
				'Ada Byrne',
				'',
				'in',
				'',
				'Birds, Harbour'
			],
			''
		],
		['Twenty Twenty-Five, copied as one line', ['The Heron', 'Written by Ada Byrne in Birds, Harbour'], ''],
		[
			'Twenty Twenty-Four',
			['Harbour Notes', 'The Heron', 'Jan 2, 2006', '—', '', 'by', '', 'Ada Byrne', 'in Birds, Harbour'],
			'Jan 2, 2006'
		],
		[
			'Twenty Twenty-Four, copied as one line',
			['The Heron', 'Jan 2, 2006 — by Ada Byrne in Birds, Harbour'],
			'Jan 2, 2006'
		]
	])('gives the same in the shape of %s', (_, above, date) => {
		const post = readBareText(
			[
				...above,
				...[
					'',
					'It stood there all morning.',
					'',
					'Nobody fed it.',
					'',
					'Comments',
					'',
					'One response to “The Heron”'
				],
				...['January 3, 2006', 'Tom', 'I did.', 'Reply', ...END, '←Previous: Gulls', 'Next: Eels→'],
				...[
					'More posts',
					'',
					'Gulls',
					'January 1, 2006',
					'Harbour Notes',
					'Twenty Twenty-Five',
					'Designed with WordPress'
				]
			].join('\n')
		);
		expect(post).toEqual({
			title: 'The Heron',
			author: 'Ada Byrne',
			date,
			categories: ['Birds', 'Harbour'],
			tags: [],
			paragraphs: ['It stood there all morning.', 'Nobody fed it.']
		});
	});

	test('ends before other posts of a block theme, where nobody can reply', () => {
		for (const end of ['←Previous: Gulls', 'Next: Eels→', 'More posts']) {
			const lines = ['The Heron', 'Written by', 'Ada Byrne', '', 'It stood there.', '', end, 'Gulls'];
			const { author, categories, paragraphs } = readBareText(lines.join('\n'));
			expect({ author, categories, paragraphs }).toEqual({
				author: 'Ada Byrne',
				categories: [],
				paragraphs: ['It stood there.']
			});
		}
	});

	test('takes no sentence for a byline', () => {
		const lines = [
			'A note',
			'',
			'Written by hand it was, and by a cat in a hat it was read.',
			'',
			'Jan 2, 2006',
			'',
			'by the sea'
		];
		expect(readBareText(lines.join('\n'))).toMatchObject({ title: 'A note', author: '', date: '' });
	});

	test('gives the same where lines are not spaced, and menus, links and a call to share stand around it', () => {
		const post = readBareText(
			[
				...['Skip to content', 'Harbour Notes', 'Menu', 'Home', 'About', 'Search for:', 'Post navigation'],
				...['← Older post', 'Newer post →', 'Gulls', 'Posted on 2 January 2006 by Ada', 'One.', 'Two.'],
				...[
					'Share this:',
					'Click to share on X',
					'Like this:',
					'Loading…',
					'This entry was posted in Birds.'
				],
				...END,
				'Proudly powered by WordPress'
			].join('\r\n')
		);
		expect(post).toMatchObject({ title: 'Gulls', author: 'Ada', categories: ['Birds'] });
		expect(post.paragraphs).toEqual(['One.', 'Two.']);
	});

	test.each([
		['Posted on January 2, 2006', { author: '', date: 'January 2, 2006' }],
		['Posted by Ada', { author: 'Ada', date: '' }],
		['Posted on by Ada', { author: 'Ada', date: '' }],
		['Posted on January 2, 2006January 9, 2006 by Ada', { author: 'Ada', date: 'January 2, 2006' }],
		[
			'Posted on Monday, January 2nd, 2006 at 5:04 pm by Ada',
			{ author: 'Ada', date: 'January 2nd, 2006 5:04 pm' }
		],
		['Posted on 2006-01-02 by Ada', { author: 'Ada', date: '2006-01-02' }],
		['Posted on 2 lokakuuta 2006 by Ada', { author: 'Ada', date: '' }]
	])('"%s" says who and when, as far as it does', (line, said) => {
		const post = readBareText(`Gulls\n${line}\n\nOne.\n\nTwo.\n\nLeave a Reply`);
		expect(post).toMatchObject({ title: 'Gulls', ...said, paragraphs: ['One.', 'Two.'] });
	});

	test.each([
		[
			'in Birds and tagged gull, tern by Ada.',
			{ categories: ['Birds'], tags: ['gull', 'tern'], author: 'Ada' }
		],
		['on January 2, 2006, in Birds.', { categories: ['Birds'], date: 'January 2, 2006' }],
		[
			'in Birds on January 2, 2006 by Ada.',
			{ categories: ['Birds'], date: 'January 2, 2006', author: 'Ada' }
		],
		[
			'by Ada in Birds, Weather. Bookmark the permalink.',
			{ categories: ['Birds', 'Weather'], author: 'Ada' }
		],
		['in Food and Drink by Ada.', { categories: ['Food and Drink'], author: 'Ada' }],
		[
			'on Monday, January 2nd, 2006 at 5:04 pm and is filed under Birds. You can follow any responses.',
			{ categories: ['Birds'], date: 'January 2nd, 2006 5:04 pm' }
		],
		['by Ada.', { categories: [], author: 'Ada' }]
	])('"This entry was posted %s" is understood', (sentence, said) => {
		const post = readBareText(`Gulls\n\nOne.\n\nThis entry was posted ${sentence}\n\nLeave a Reply`);
		expect(post).toMatchObject({ title: 'Gulls', ...said, paragraphs: ['One.'] });
	});

	test('a link to the comments under the title is no end of the post', () => {
		const text =
			'Gulls\nLeave a reply\nOne.\nTwo.\nThis entry was posted in Birds on January 2, 2006 by Ada.';
		expect(readBareText(text)).toMatchObject({ title: 'Gulls', paragraphs: ['One.', 'Two.'], author: 'Ada' });
	});

	test('a sentence that only begins alike is part of the post', () => {
		const text = 'Gulls\n\nPosted on the door was a note.\n\nLeave a comment if you know who wrote it.';
		expect(readBareText(text)).toMatchObject({
			title: 'Gulls',
			author: '',
			paragraphs: ['Posted on the door was a note.', 'Leave a comment if you know who wrote it.']
		});
	});

	test.each([
		'Published in 1999 by a friend of mine, it is still the best book on herons.',
		'Posted on the door was a note.',
		'Posted by the door, in plain sight of everybody who came in, was a note.',
		'This entry was not easy to write.'
	])('"%s" is a sentence of the post', (sentence) => {
		const post = readBareText(`Gulls\nPosted on 2 January 2006\n\nOne.\n\n${sentence}\n\nLeave a Reply`);
		expect(post).toMatchObject({ title: 'Gulls', author: '', paragraphs: ['One.', sentence] });
		expect(readBareText(`Gulls\n\n${sentence}\n\nTwo.`).paragraphs).toEqual([sentence, 'Two.']);
	});

	test('whatever is written in that shape comes back', () => {
		const word = fc
			.stringMatching(/^[A-Za-zäéñжб漢0-9'’.]{1,9}$/)
			.filter((text) => !/^(by|on|in|and|tagged)$/i.test(text));
		const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
		const sentence = line.map((text) => `“${text}`);
		const name = line.map((text) => `N${text.replaceAll('.', '')}`.slice(0, 60).trim());
		const written = fc.record({
			title: sentence,
			author: fc.option(name, { nil: '' }),
			date: fc.constantFrom('', 'January 2, 2006', '2 May 1999', '2020-02-29'),
			categories: fc.array(name, { maxLength: 4 }),
			paragraphs: fc.array(sentence, { minLength: 1, maxLength: 6 }),
			isSpaced: fc.boolean(),
			hasSummary: fc.boolean()
		});
		fc.assert(
			fc.property(written, ({ title, author, date, categories, paragraphs, isSpaced, hasSummary }) => {
				const byline = `Posted${date && ` on ${date}`}${author && ` by ${author}`}`;
				const kept = hasSummary ? categories : [];
				const summary = `This entry was posted${kept.length > 0 ? ` in ${kept.join(', ')}` : ''}${author && ` by ${author}`}.`;
				const lines = [
					title,
					...(date || author ? [byline] : []),
					...paragraphs,
					...(hasSummary ? [summary] : []),
					'Leave a Reply',
					END.at(-1)!
				];
				const post = readBareText(lines.join(isSpaced ? '\n\n' : '\n'));
				expect(post).toEqual({ title, author, date, categories: kept, tags: [], paragraphs });
			})
		);
	});
});

describe('Any other text', () => {
	test('has its title on the first line, and paragraphs between blank lines', () => {
		expect(readBareText('On gulls\n\nOne,\nstill one.\n\n\nTwo.')).toEqual({
			...{ title: 'On gulls', author: '', date: '', categories: [], tags: [] },
			paragraphs: ['One,\nstill one.', 'Two.']
		});
	});

	test('has a paragraph a line where no line is blank', () => {
		expect(readBareText('On gulls\nOne.\nTwo.').paragraphs).toEqual(['One.', 'Two.']);
	});

	test('is read to its end, however it is made', () => {
		for (const text of [
			'\n'.repeat(2e5),
			`a${' '.repeat(2e5)}b`,
			'Posted on '.repeat(2e4),
			'a and '.repeat(3e4),
			'\n a'.repeat(5e4)
		]) {
			readBareText(text);
			readBareText(`Title\nThis entry was posted in ${text}`);
		}
	});
});

test('a date in digits is read in the order that it can have', () => {
	const dates = ['01/02/2006', '31/12/2006', '12/31/2006', '01.02.2006', '2 of May 1999', 'Sept. 3, 2001'];
	const read = dates.map((date) =>
		dateOf(readBareText(`T\nPosted on ${date}\n\nOne.`).date, Date.UTC(2026, 0))
	);
	expect(read.map((time) => (time === null ? null : new Date(time).toISOString().slice(0, 10)))).toEqual([
		...['2006-01-02', '2006-12-31', '2006-12-31', '2006-02-01', '1999-05-02', '2001-09-03']
	]);
});
