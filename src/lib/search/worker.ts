import { expose } from 'comlink';
import { Database } from '$lib/store/database';
import { SearchService } from './search-service';

/** On plain http there are none; then every tab stores the index, and whoever comes second takes over what the first has stored. */
const locks = (navigator as Partial<Navigator>).locks ?? null;

expose(new SearchService(new Database(), locks));
