/* All that is shown of links and their pages, in one script: see with-links.ts. */
export { speakOfLinks } from '$lib/messages/links';
export { LinkPages } from '$lib/state/link-pages.svelte';
export { default as LinkChoice } from '$lib/ui/links/LinkChoice.svelte';
export { default as FeedLinks } from './feeds/FeedLinks.svelte';
export { default as ImportedLinks } from './add/ImportedLinks.svelte';
export { default as PostLink } from './(library)/post/[id]/PostLink.svelte';
