import * as problems from './compiled-problems/messages/en.js';
import { knowProblems } from './problem-words';

/* For the worker that syncs and backs up, in which most goes wrong: imported before anything that may say so. */
knowProblems(problems);
