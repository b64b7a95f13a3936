<?php
// How many posts and pages only those may read who write them, or who have a password.
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require "$argv[1]/wp-load.php";
$posts = get_posts(['numberposts' => -1, 'post_type' => ['post', 'page'], 'post_status' => ['publish', 'draft', 'pending', 'private', 'future']]);
echo count(array_filter($posts, fn ($post) => $post->post_status !== 'publish' || $post->post_password !== ''));
