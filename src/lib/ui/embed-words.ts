import { readEmbedCard, type EmbedWords } from '$lib/content/embed-card';
import type { PlayerKind } from '$lib/content/players';
import { m } from '$lib/messages/messages';

/** Says what each card of a player is in the reader's language. */
export function sayEmbeds(post: DocumentFragment): void {
	for (const link of post.querySelectorAll('p.embed > a')) {
		const words = readEmbedCard(link.textContent);
		if (words !== null) link.textContent = embedWords(words);
	}
}

function embedWords({ kind, host, title }: EmbedWords): string {
	return title === '' ? unnamed(kind, host) : named(kind, host, title);
}

function unnamed(kind: PlayerKind | null, host: string): string {
	switch (kind) {
		case 'Video':
			return m.article_embed_video({ host });
		case 'Audio':
			return m.article_embed_audio({ host });
		case 'Map':
			return m.article_embed_map({ host });
		case 'Chart':
			return m.article_embed_chart({ host });
		case 'Code':
			return m.article_embed_code({ host });
		case null:
			return m.article_embed_page({ host });
	}
}

function named(kind: PlayerKind | null, host: string, title: string): string {
	switch (kind) {
		case 'Video':
			return m.article_embed_video_named({ host, title });
		case 'Audio':
			return m.article_embed_audio_named({ host, title });
		case 'Map':
			return m.article_embed_map_named({ host, title });
		case 'Chart':
			return m.article_embed_chart_named({ host, title });
		case 'Code':
			return m.article_embed_code_named({ host, title });
		case null:
			return m.article_embed_page_named({ host, title });
	}
}
