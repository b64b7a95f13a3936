<?php
// What happens on a blog while somebody walks through its archive: three new posts, the two oldest deleted.
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require "$argv[1]/wp-load.php";
for ($n = 1; $n <= 3; $n++) wp_insert_post(['post_title' => "Published meanwhile $n", 'post_content' => '<p>Fresh.</p>', 'post_status' => 'publish', 'post_author' => 1]);
foreach (get_posts(['numberposts' => 2, 'orderby' => 'date', 'order' => 'ASC', 'post_status' => 'publish']) as $post) wp_delete_post($post->ID, true);
// Newer ones too, so that pages by number would move up and skip some.
foreach (get_posts(['numberposts' => 2, 'offset' => 20, 'orderby' => 'date', 'order' => 'DESC', 'post_status' => 'publish', 'has_password' => false]) as $post) wp_delete_post($post->ID, true);
echo 'done';
