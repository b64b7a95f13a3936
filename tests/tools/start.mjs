// `npm start`: from a fresh clone to the running app.

import { exit } from 'node:process';
import { installIfNeeded } from './install.mjs';
import { runTool } from './run.mjs';

if (!(await installIfNeeded())) exit(1);
if (!(await runTool('vite', 'vite', ['build']))) exit(1);

// Only now is the package that it needs sure to be there.
const { serveBuild } = await import('./serve.mjs');
await serveBuild();
