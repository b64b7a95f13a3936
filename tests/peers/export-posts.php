<?php
// Writes what WordPress exports into a file.
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require "$argv[1]/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/export.php';
$file = fopen($argv[2], 'wb');
ob_start(function (string $text) use ($file): string { fwrite($file, $text); return ''; }, 65536);
export_wp();
ob_end_flush();
