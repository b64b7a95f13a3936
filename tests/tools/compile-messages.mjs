// `npm run messages`: makes functions of the messages in all languages.

import { compile } from '@inlang/paraglide-js';
import { catalogues } from './message-catalogues.mjs';

for (const catalogue of catalogues) await compile(catalogue);
