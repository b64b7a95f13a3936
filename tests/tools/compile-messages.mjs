// `npm run messages`: makes functions of the messages in all languages.

import { exit } from 'node:process';
import { catalogues } from './message-catalogues.mjs';
import { runTool } from './run.mjs';

for (const { project, outdir, outputStructure } of catalogues) {
	const paths = ['--project', project, '--outdir', outdir];
	const how = ['--output-structure', outputStructure, '--no-emit-readme', '--silent'];
	const succeeded = await runTool('@inlang/paraglide-js', 'paraglide-js', ['compile', ...paths, ...how]);
	if (!succeeded) exit(1);
}
