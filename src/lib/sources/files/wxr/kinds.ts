import type { WxrItem } from './item';

/** What is to be done with an item. */
export type ItemFate =
	| 'read'
	/** Its author has not published it. */
	| 'unpublished'
	/** A post in the eyes of a plugin: a product, an event. */
	| 'other-kind'
	/** No post at all. */
	| 'passed-over';

const POSTS = new Set(['post', 'page']);
/** What WordPress keeps as posts for itself. */
const ITS_OWN = new Set(
	(
		'attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request wp_block ' +
		'wp_template wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face'
	).split(' ')
);
/** Never written, or thrown away. */
const NOTHING = new Set(['trash', 'auto-draft', 'inherit']);

export function fateOf({ type, status, text }: Pick<WxrItem, 'type' | 'status' | 'text'>): ItemFate {
	if (ITS_OWN.has(type) || NOTHING.has(status)) return 'passed-over';
	if (!POSTS.has(type)) return 'other-kind';
	return status === 'publish' && text('wp:post_password') === '' ? 'read' : 'unpublished';
}
