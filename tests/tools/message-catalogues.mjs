// What the app says: on its first page, of what goes wrong in the page itself, on the other pages, of links, and of what goes wrong in workers.

/** Settings of Paraglide for each, paths from the folder of the project. */
export const catalogues = ['project', 'trouble', 'pages', 'links', 'problems'].map((name) => ({
	project: `src/lib/messages/${name}.inlang`,
	outdir: name === 'project' ? 'src/lib/messages/compiled' : `src/lib/messages/compiled-${name}`,
	outputStructure: /** @type {const} */ ('locale-modules'),
	emitReadme: false,
	// In place of Paraglide's own, which makes a format each time that it needs one.
	additionalFiles: { 'registry.js': "export { number, plural } from '../intl-formats';\n" }
}));
