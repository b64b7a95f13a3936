<?php
// Prints what WordPress makes of each text of a file with a list in JSON: its paragraphs.
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require "$argv[1]/wp-load.php";
$texts = json_decode(file_get_contents($argv[2]), true, 512, JSON_THROW_ON_ERROR);
echo json_encode(array_map('wpautop', $texts), JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
