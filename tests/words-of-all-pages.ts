// Tests look at parts of any page and of any worker, which have their words by then.
import '../src/lib/messages/all-problems';
import { speakOfPages } from '../src/lib/messages/messages';

await speakOfPages();
