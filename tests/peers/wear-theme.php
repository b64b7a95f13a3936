<?php
// Gives the site a theme that shows a post as WordPress's own themes did for years: most dead blogs look so.
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require "$argv[1]/wp-load.php";
$folder = get_theme_root() . '/harbour';
wp_mkdir_p($folder);
file_put_contents("$folder/style.css", "/*\nTheme Name: Harbour\nVersion: 1\n*/\nbody { font-family: serif }\n");
file_put_contents("$folder/functions.php", "<?php add_theme_support('title-tag'); add_theme_support('html5', ['comment-form', 'comment-list']);\n");
file_put_contents("$folder/comments.php", '<div id="comments"><?php if (have_comments()) { echo "<h2 class=\"comments-title\">" . get_comments_number() . " thoughts on “" . get_the_title() . "”</h2><ol class=\"comment-list\">"; wp_list_comments(); echo "</ol>"; } comment_form(); ?></div>');
file_put_contents("$folder/index.php", <<<'PHP'
<!DOCTYPE html>
<html <?php language_attributes(); ?>><head><meta charset="<?php bloginfo('charset'); ?>"><?php wp_head(); ?></head>
<body <?php body_class(); ?>>
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="branding"><h1 class="site-title"><a href="<?php echo esc_url(home_url('/')); ?>" rel="home"><?php bloginfo('name'); ?></a></h1>
<nav><h3>Menu</h3><ul><?php wp_list_categories(['title_li' => '']); ?></ul><?php get_search_form(); ?></nav></header>
<div id="content">
<?php while (have_posts()) : the_post(); ?>
<nav id="nav-single"><?php previous_post_link('%link', '← Previous'); ?> <?php next_post_link('%link', 'Next →'); ?></nav>
<article id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
<header class="entry-header"><h1 class="entry-title"><?php the_title(); ?></h1>
<div class="entry-meta"><span class="sep">Posted on </span><a href="<?php the_permalink(); ?>" rel="bookmark"><time class="entry-date" datetime="<?php echo esc_attr(get_the_date('c')); ?>"><?php echo esc_html(get_the_date()); ?></time></a><span class="by-author"> <span class="sep"> by </span> <span class="author vcard"><?php the_author_posts_link(); ?></span></span></div></header>
<div class="entry-content"><?php the_content(); ?></div>
<footer class="entry-meta"><?php
$tags = get_the_tag_list('', ', ');
printf($tags ? 'This entry was posted in %1$s and tagged %2$s by %3$s. Bookmark the <a href="%4$s" rel="bookmark">permalink</a>.' : 'This entry was posted in %1$s by %3$s. Bookmark the <a href="%4$s" rel="bookmark">permalink</a>.', get_the_category_list(', '), $tags, get_the_author_posts_link(), esc_url(get_permalink()));
?></footer>
</article>
<?php comments_template(); endwhile; ?>
</div>
<footer id="colophon">Proudly powered by WordPress</footer>
<?php wp_footer(); ?></body></html>
PHP);
wp_clean_themes_cache();
switch_theme('harbour');
echo wp_get_theme()->get('Name');
