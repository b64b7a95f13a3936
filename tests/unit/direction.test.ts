import { expect, test } from 'vitest';
import { directionOf } from '$lib/content/direction';

test.each([
	['', 'ltr'],
	['2026', 'ltr'],
	['Plain English', 'ltr'],
	['English with one שלום in it', 'ltr'],
	['שלום עולם', 'rtl'],
	['iOS: זה פוסט על מכשירים', 'rtl'],
	['مرحبا بالعالم', 'rtl'],
	['日本語の記事', 'ltr']
])('"%s" runs %s', (text, direction) => expect(directionOf(text)).toBe(direction));
