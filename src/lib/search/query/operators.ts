import type { Field, HasClause, MarkClause } from './query';

/** `name:value` in a search. */
export interface Operator {
	name: OperatorName;
	/** In a few words, for people. */
	meaning: string;
	/** Values as they are typed after the colon. */
	examples: readonly string[];
	/** All that it can have; empty if it takes words or dates. */
	values: readonly OperatorValue[];
}

export type OperatorName = Field | 'feed' | 'before' | 'after' | 'is' | 'has';

export interface OperatorValue<Value extends string = string> {
	value: Value;
	/** In a few words, for people. */
	meaning: string;
}

/** Values of `is:`. */
export const MARKS: readonly OperatorValue<MarkClause['mark']>[] = [
	{ value: 'unread', meaning: 'not read yet' },
	{ value: 'read', meaning: 'read' },
	{ value: 'starred', meaning: 'with your star' },
	{ value: 'withdrawn', meaning: 'taken down by the site' }
];

/** Values of `has:`. */
export const THINGS: readonly OperatorValue<HasClause['thing']>[] = [
	{ value: 'image', meaning: 'with an image' },
	{ value: 'audio', meaning: 'with something to listen to' },
	{ value: 'comments', meaning: 'with comments' }
];

/** All operators, in the order in which people are told of them. */
export const OPERATORS: readonly Operator[] = [
	{ name: 'title', meaning: 'words of the title', examples: ['bread', '"sourdough starter"'], values: [] },
	{ name: 'category', meaning: 'in a category', examples: ['garden', '"Web Design"'], values: [] },
	{ name: 'tag', meaning: 'with a tag', examples: ['offline'], values: [] },
	{ name: 'author', meaning: 'by an author', examples: ['ida', '"Ida Holm"'], values: [] },
	{ name: 'feed', meaning: 'from a feed', examples: ['kitchen'], values: [] },
	{
		name: 'before',
		meaning: 'published before a date',
		examples: ['2019', '2019-05', '2019-05-01'],
		values: []
	},
	{ name: 'after', meaning: 'published on a date or later', examples: ['2019', '2019-05'], values: [] },
	{
		name: 'is',
		meaning: 'as you left it, or withdrawn by the site',
		examples: ['unread', 'starred', 'withdrawn'],
		values: MARKS
	},
	{
		name: 'has',
		meaning: 'with an image, audio or comments',
		examples: ['image', 'comments'],
		values: THINGS
	}
];
