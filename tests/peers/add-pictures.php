<?php
// Two posts with uploads of their own, as an author adds them: a gallery with sizes of each picture, and a featured picture.
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require "$argv[1]/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/image.php';

/** An upload of plain colour, with the sizes that WordPress makes of it. */
function upload(string $name, int $red): int {
	$drawing = imagecreatetruecolor(1600, 1200);
	imagefill($drawing, 0, 0, imagecolorallocate($drawing, $red, 90, 120));
	ob_start();
	imagejpeg($drawing, null, 80);
	$file = wp_upload_bits("$name.jpg", null, ob_get_clean())['file'];
	$id = wp_insert_attachment(['post_mime_type' => 'image/jpeg', 'post_title' => $name, 'post_status' => 'inherit'], $file);
	wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $file));
	update_post_meta($id, '_wp_attachment_image_alt', "The $name");
	return $id;
}

$pier = upload('pier', 20);
$gull = upload('gull', 200);
$tower = upload('tower', 120);
$image = fn (int $id) => '<figure class="wp-block-image size-large">' . wp_get_attachment_image($id, 'large') . '</figure>';
$write = fn (string $title, string $html) => wp_insert_post(['post_title' => $title, 'post_content' => $html, 'post_status' => 'publish', 'post_author' => 1]);
$write('A walk on the pier', '<p>It was windy.</p>' . $image($pier) . $image($gull));
set_post_thumbnail($write('The tower', '<p>Closed today.</p>'), $tower);
echo 'done';
