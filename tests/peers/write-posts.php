<?php
// Writes posts of every kind that an export may hold: texts of the classic editor, blocks, shortcodes, pages, drafts and more.
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require "$argv[1]/wp-load.php";
kses_remove_filters();
$pictures = get_posts(['post_type' => 'attachment', 'numberposts' => 3, 'post_status' => 'any', 'orderby' => 'ID', 'order' => 'ASC']);
[$first, $second] = array_map(fn ($picture) => $picture->ID, $pictures);
$url = wp_get_attachment_url($first);
update_post_meta($first, '_wp_attachment_image_alt', 'A drawn "quay"');
wp_update_post(['ID' => $first, 'post_excerpt' => 'The quay']);
$texts = [
	'Plain lines' => "First line\nsecond line\n\nAnother paragraph with <em>words</em>.\n\n\n\nAnd <b>one\nmore</b>.",
	'Classic blocks' => "<h2>Heading</h2>\nText below\n<ul>\n<li>one</li>\n<li>two\n\nmore of two</li>\n</ul>\n<blockquote>Quoted\n\nTwice</blockquote>\nEnd",
	'Preformatted' => "Before\n<pre>  keep\n\n  this</pre>\nAfter <code>[sic]</code>\n<!--more-->\nThe rest\n<!--nextpage-->\nNext page",
	'Caption' => "Look:\n\n[caption id=\"attachment_$first\" align=\"alignnone\" width=\"640\"]<a href=\"$url\"><img src=\"$url\" alt=\"quay\" width=\"640\" height=\"360\" class=\"size-full wp-image-$first\" /></a> The <em>quay</em> at dawn[/caption]\n\nGone.",
	'Gallery' => "Pictures\n\n[gallery ids=\"$first,$second\" columns=\"2\"]\n\nafter",
	'Recording' => "Hear\n\n[audio mp3=\"https://sound.example.test/tide.mp3\"][/audio]\n\n[video src=\"https://film.example.test/ferry.mp4\"]\n\nend",
	'Escaped' => "Write [[gallery]] to show pictures [sic], or [1] note.",
	'Blocks' => "<!-- wp:paragraph -->\n<p>A paragraph\nof blocks.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:image {\"id\":$first} -->\n<figure class=\"wp-block-image\"><img src=\"$url\" alt=\"quay\"/><figcaption>In a block</figcaption></figure>\n<!-- /wp:image -->\n\n<!-- wp:list -->\n<ul><li>one</li><li>two</li></ul>\n<!-- /wp:list -->\n\n<!-- wp:code -->\n<pre class=\"wp-block-code\"><code>if (a &lt; b) {\n\n}</code></pre>\n<!-- /wp:code -->",
	'Closed ]]> section' => "It ends with ]]> and goes on, </item> and </channel> included.\n\nAmps &amp; ampersands & more.",
	'Müller & Söhne <em>heute</em>' => "Ü, 한국어, עברית \u{1F600}",
];
$ids = [];
foreach ($texts as $title => $text) $ids[$title] = wp_insert_post(wp_slash(['post_title' => $title, 'post_content' => $text, 'post_status' => 'publish', 'post_author' => 1, 'post_category' => [1], 'tags_input' => ['fog', 'R&B']]));
wp_insert_post(['post_title' => 'A page', 'post_type' => 'page', 'post_content' => "About\n\nthis", 'post_status' => 'publish', 'post_author' => 1]);
wp_insert_post(['post_title' => 'Thrown away', 'post_content' => 'SECRET-TRASH', 'post_status' => 'trash', 'post_author' => 1]);
wp_insert_post(['post_title' => 'To come', 'post_content' => 'SECRET-SCHEDULED', 'post_status' => 'future', 'post_date' => '2090-01-01 00:00:00', 'post_author' => 1]);
update_post_meta($ids['Recording'], 'enclosure', "https://sound.example.test/tide.mp3\n12345\naudio/mpeg\n");
wp_insert_comment(['comment_post_ID' => $ids['Gallery'], 'comment_author' => 'Pinger', 'comment_type' => 'pingback', 'comment_content' => 'PINGBACK', 'comment_approved' => 1]);
wp_insert_comment(['comment_post_ID' => $ids['Gallery'], 'comment_author' => 'Waiting', 'comment_content' => 'UNAPPROVED', 'comment_approved' => 0]);
echo json_encode($ids);
