import { expose } from 'comlink';
import { Database } from '$lib/store/database';
import { SearchService } from './search-service';

expose(new SearchService(new Database()));
