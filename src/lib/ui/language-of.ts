import type { Post } from '$lib/model/post';
import { displayTitle } from '$lib/model/title';

/** Scripts that stand for a language where nothing is said of it, and of which share of the letters; kana stand between many Han. */
const SCRIPTS: readonly [RegExp, string, number][] = [
	[/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja', 0.1],
	[/\p{Script=Hangul}/u, 'ko', 0.4],
	[/\p{Script=Han}/u, 'zh', 0.4],
	[/\p{Script=Cyrillic}/u, 'ru', 0.5],
	[/\p{Script=Greek}/u, 'el', 0.5],
	[/\p{Script=Arabic}/u, 'ar', 0.5],
	[/\p{Script=Hebrew}/u, 'he', 0.5],
	[/\p{Script=Thai}/u, 'th', 0.5],
	[/\p{Script=Devanagari}/u, 'hi', 0.5]
];

/** Of these, no other language of many readers is written so. */
const SURE: ReadonlySet<string> = new Set(['el', 'he', 'ja', 'ko', 'th']);

/** The language that the script of most letters stands for; empty where it is that of many. */
export function languageOf(text: string): string {
	const letters = text.match(/\p{L}/gu) ?? [];
	for (const [script, language, share] of SCRIPTS) {
		if (letters.filter((letter) => script.test(letter)).length > letters.length * share) return language;
	}
	return '';
}

/** As {@link languageOf}, where the script is that of one language alone: how lines break and which letters are shown goes by it. */
export function surelyLanguageOf(text: string): string | null {
	const language = languageOf(text);
	return SURE.has(language) ? language : null;
}

/** What a post says that it is in, or what its script surely stands for; null where that is not known. */
export function languageOfPost(post: Post): string | null {
	return post.language ?? surelyLanguageOf(`${displayTitle(post)} ${post.excerpt}`);
}
