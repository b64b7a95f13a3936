import { chromium } from './chromium';
import type { Engine } from './engine';
import { firefox } from './firefox';
import { webkit } from './webkit';

/** Every engine that the app has to work in. The steps are the same for all. */
export const engines: Engine[] = [chromium, firefox, webkit];
