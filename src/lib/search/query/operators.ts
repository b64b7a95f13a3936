import type { Field, HasClause, MarkClause } from './query';

/** `name:value` in a search. */
export interface Operator {
	name: OperatorName;
	/** Values as they are typed after the colon. */
	examples: readonly string[];
	/** All that it can have; empty if it takes words or dates. */
	values: readonly OperatorValue[];
}

export type OperatorName = Field | 'feed' | 'before' | 'after' | 'is' | 'has';

export interface OperatorValue<Value extends string = string> {
	value: Value;
}

/** Values of `is:`. */
export const MARKS: readonly OperatorValue<MarkClause['mark']>[] = [
	{ value: 'unread' },
	{ value: 'read' },
	{ value: 'starred' },
	{ value: 'withdrawn' }
];

/** Values of `has:`. */
export const THINGS: readonly OperatorValue<HasClause['thing']>[] = [
	{ value: 'image' },
	{ value: 'audio' },
	{ value: 'comments' }
];

/** All operators, in the order in which people are told of them. What they mean is said by `operator-words.ts` of the page. */
export const OPERATORS: readonly Operator[] = [
	{ name: 'title', examples: ['bread', '"sourdough starter"'], values: [] },
	{ name: 'category', examples: ['garden', '"Web Design"'], values: [] },
	{ name: 'tag', examples: ['offline'], values: [] },
	{ name: 'author', examples: ['ida', '"Ida Holm"'], values: [] },
	{ name: 'feed', examples: ['kitchen'], values: [] },
	{
		name: 'before',
		examples: ['2019', '2019-05', '2019-05-01'],
		values: []
	},
	{ name: 'after', examples: ['2019', '2019-05'], values: [] },
	{
		name: 'is',
		examples: ['unread', 'starred', 'withdrawn'],
		values: MARKS
	},
	{
		name: 'has',
		examples: ['image', 'comments'],
		values: THINGS
	}
];
