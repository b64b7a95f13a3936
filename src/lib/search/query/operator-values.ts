import { periodOf } from '$lib/model/period';
import { MARKS, THINGS, type OperatorName, type OperatorValue } from './operators';
import type { Clause } from './query';

/** Operators that take no words. */
export type ValueOperator = Extract<OperatorName, 'before' | 'after' | 'is' | 'has'>;

/** What `operator:value` asks for, or null if that is no value of it. */
export function clauseOfValue(operator: ValueOperator, value: string): Clause | null {
	switch (operator) {
		case 'before': {
			const period = periodOf(value);
			return period && { kind: 'time', from: -Infinity, to: period.from };
		}
		case 'after': {
			const period = periodOf(value);
			return period && { kind: 'time', from: period.from, to: Infinity };
		}
		case 'is': {
			const mark = oneOf(MARKS, value);
			return mark && { kind: 'is', mark };
		}
		case 'has': {
			const thing = oneOf(THINGS, value);
			return thing && { kind: 'has', thing };
		}
	}
}

/** Whether `value` becomes one of `operator` if the reader types on. */
export function isUnfinishedValue(operator: ValueOperator, value: string): boolean {
	if (operator === 'is' || operator === 'has') {
		const values: readonly OperatorValue[] = operator === 'is' ? MARKS : THINGS;
		return values.some((one) => one.value.startsWith(value.toLowerCase()));
	}
	// One of them makes a day of any beginning: of 2, 20, 201, 2019-, 2019-0, 2019-05- and 2019-05-0.
	return ['1', '11', '111'].some((rest) => periodOf(value + rest) !== null);
}

function oneOf<Value extends string>(values: readonly OperatorValue<Value>[], value: string): Value | null {
	return values.find((one) => one.value === value.toLowerCase())?.value ?? null;
}
