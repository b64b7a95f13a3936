// What the app says, and what it says of what went wrong: workers need the second alone.

/** Settings of Paraglide for each, paths from the folder of the project. */
export const catalogues = ['project', 'problems'].map((name) => ({
	project: `src/lib/messages/${name}.inlang`,
	outdir: name === 'project' ? 'src/lib/messages/compiled' : `src/lib/messages/compiled-${name}`,
	outputStructure: /** @type {const} */ ('locale-modules'),
	emitReadme: false
}));
