<?php
// Prints every published post as WordPress itself shows it to a visitor, as JSON.
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require "$argv[1]/wp-load.php";
// What the API does: a plugin's text is made for the post at hand.
function shown(WP_Post $post): string {
	$GLOBALS['post'] = $post;
	setup_postdata($post);
	return post_password_required($post) ? '' : apply_filters('the_content', $post->post_content);
}
function excerpt(WP_Post $post): string {
	return post_password_required($post) ? '' : apply_filters('the_excerpt', apply_filters('get_the_excerpt', $post->post_excerpt, $post));
}
$text = fn (string $html): string => trim(preg_replace('/\s+/u', ' ', html_entity_decode(wp_strip_all_tags($html), ENT_QUOTES | ENT_HTML5, 'UTF-8')));
$names = fn ($terms): array => is_array($terms) ? array_map(fn ($term) => $text($term->name), $terms) : [];
$time = fn (string $gmt): int => strtotime("$gmt UTC") * 1000;
$posts = [];
foreach (get_posts(['numberposts' => -1, 'post_status' => 'publish', 'orderby' => 'ID', 'order' => 'ASC', 'ignore_sticky_posts' => true]) as $post) {
	$comments = get_comments(['post_id' => $post->ID, 'status' => 'approve', 'order' => 'ASC', 'orderby' => 'comment_ID']);
	$posts[] = [
		'id' => (string) $post->ID,
		'url' => get_permalink($post),
		'title' => $text(apply_filters('the_title', $post->post_title, $post->ID)),
		'html' => shown($post),
		'excerpt' => $text(excerpt($post)),
		'publishedAt' => $time($post->post_date_gmt),
		'updatedAt' => $time($post->post_modified_gmt),
		'author' => get_the_author_meta('display_name', $post->post_author),
		'categories' => $names(get_the_terms($post, 'category')),
		'tags' => $names(get_the_terms($post, 'post_tag')),
		'image' => get_the_post_thumbnail_url($post, 'full') ?: null,
		'isSticky' => is_sticky($post->ID),
		'isProtected' => $post->post_password !== '',
		'takesReplies' => comments_open($post),
		'comments' => $post->post_password !== '' ? [] : array_map(fn ($comment) => [
			'id' => (int) $comment->comment_ID,
			'parent' => (int) $comment->comment_parent,
			'author' => $text($comment->comment_author),
			'publishedAt' => $time($comment->comment_date_gmt),
			'text' => $text(apply_filters('comment_text', $comment->comment_content, $comment)),
		], $comments),
	];
}
$parents = [];
foreach (get_terms(['taxonomy' => 'category', 'hide_empty' => false]) as $term) {
	if ($term->parent) $parents[$text($term->name)] = $text(get_term($term->parent)->name);
}
echo json_encode(['posts' => $posts, 'parents' => $parents], JSON_THROW_ON_ERROR);
