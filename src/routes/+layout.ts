// A single-page app: every page is drawn in the browser from what is stored there.
export const ssr = false;
export const prerender = false;
