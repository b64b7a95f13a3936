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
		['Posted on 2 lokakuuta 2006 by Ada', { author: 'Ada', date: '' }],
		['Posted on January 2, 2006 by', { author: '', date: 'January 2, 2006' }],
		['Posted on', { author: '', date: '' }],
		['Posted on by', { author: '', date: '' }]
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
		['by Ada.', { categories: [], author: 'Ada' }],
		['in Birds by .', { categories: ['Birds'], author: '' }],
		['in Birds by . Bookmark the permalink.', { categories: ['Birds'], author: '' }],
		['in by Ada.', { categories: [], author: 'Ada' }],
		['in by .', { categories: [], author: '' }]
	])('"This entry was posted %s" is understood', (sentence, said) => {
		const post = readBareText(`Gulls\n\nOne.\n\nThis entry was posted ${sentence}\n\nLeave a Reply`);
		expect(post).toMatchObject({ title: 'Gulls', ...said, paragraphs: ['One.'] });
	});

	test.each([
		['in Step by Step.', ['Step by Step']],
		['in Step by Step by Ada.', ['Step by Step']],
		['by Ada in Step by Step.', ['Step by Step']],
		['in Step by Step by .', ['Step by Step']]
	])('"posted %s" names categories that hold "by", where the author is known', (sentence, categories) => {
		const text = `Gulls\nPosted on January 2, 2006 by Ada\n\nOne.\n\nThis entry was posted ${sentence}`;
		expect(readBareText(text)).toMatchObject({ author: 'Ada', categories, paragraphs: ['One.'] });
	});

	test.each([['Scroll down to content'], ['Menu'], ['']])(
		'says who and when above the title, under "%s"',
		(above) => {
			const lines = ['Harbour Notes', 'Notes from the quay', above, 'Posted on January 2, 2006 by Ada'];
			const start = above === '' ? lines.slice(3) : lines;
			const text = [...start, 'Gulls', 'It stood there all morning.', 'Nobody fed it.', ...END].join('\n\n');
			expect(readBareText(text)).toMatchObject({
				...{ title: 'Gulls', author: 'Ada', date: 'January 2, 2006' },
				paragraphs: ['It stood there all morning.', 'Nobody fed it.']
			});
		}
	);

	test('needs no title: what is under the line that says who and when is no title if it is a sentence', () => {
		const text = `Posted on January 2, 2006 by Ada\n\nIt stood there.\n\nNobody fed it.\n\nLeave a Reply`;
		expect(readBareText(text)).toMatchObject({
			...{ title: '', author: 'Ada' },
			paragraphs: ['It stood there.', 'Nobody fed it.']
		});
	});

	test('ends before its comments', () => {
		const comments = ['Bob says:', 'Nice heron.', ...END];
		for (const head of [
			'2 thoughts on “Gulls”',
			'2 Responses to Gulls',
			'2 Comments',
			'Comments are closed.'
		]) {
			const isLast = head.startsWith('Comments');
			const lines = ['Gulls', 'Posted by Ada', 'One.', 'Two.', head, ...(isLast ? [] : comments)];
			expect(readBareText(lines.join('\n')).paragraphs).toEqual(['One.', 'Two.']);
		}
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

/** Lines that people write, and that look like those which a page shows beside a post. */
const LIKE_MARKS = [
	'Three responses to the flood came from the council.',
	'No comments on the matter were made.',
	'Two thoughts on herons, then.',
	'Related:',
	'Comments',
	'Comments:',
	'Name',
	'Email',
	'Next',
	'Previous post',
	'Share this:',
	'Loading…',
	'Leave a comment!',
	'← this way',
	'that way →',
	'No comments',
	'Post navigation',
	'This website uses cookies, and so do I.',
	'Click to print the pattern.',
	'This article was published in 2009; some links are dead.',
	'This article was published in the harbour’s own paper.',
	'This post was posted in a hurry.',
	'This entry was posted in a hurry; do not mind the letters.'
];

describe('Lines that look like those beside a post', () => {
	const line = fc.oneof(fc.constantFrom(...LIKE_MARKS), fc.constantFrom('It stood there.', 'Nobody fed it.'));
	const lines = fc.array(line, { minLength: 1, maxLength: 8 });

	test('end no text of people: all of it is kept', () => {
		fc.assert(
			fc.property(lines, fc.constantFrom('\n', '\n\n'), (written, between) => {
				const paragraphs = [...written, 'That was all.'];
				const post = readBareText(['On gulls', ...paragraphs].join(between));
				expect(post).toMatchObject({ title: 'On gulls', categories: [], paragraphs });
			})
		);
	});

	test('end no post of WordPress: all between its first sentence and its last is kept', () => {
		const around = fc.record({ written: lines, hasByline: fc.boolean(), hasSummary: fc.boolean() });
		fc.assert(
			fc.property(around, fc.constantFrom('\n', '\n\n'), (shape, between) => {
				const { written, hasByline, hasSummary } = shape;
				const paragraphs = ['It was a Monday.', ...written, 'That was all.'];
				const all = [
					'On gulls',
					...(hasByline ? ['Posted on January 2, 2006 by Ada'] : []),
					...paragraphs,
					...(hasSummary ? ['This entry was posted in Birds by Ada.'] : []),
					...END.filter((each) => each !== '')
				];
				const post = readBareText(all.join(between));
				const categories = hasSummary ? ['Birds'] : [];
				expect(post).toMatchObject({ title: 'On gulls', categories, paragraphs });
			})
		);
	});

	test('nor does one that looks like the line which says who and when, between sentences', () => {
		const sentence = 'It stood on the third pile all morning, as it does when the tide is low.';
		const paragraphs = [sentence, sentence, 'Published January 2, 2006', sentence];
		expect(readBareText(['On gulls', ...paragraphs].join('\n\n'))).toMatchObject({
			...{ title: 'On gulls', date: '' },
			paragraphs
		});
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
