import '$lib/messages/all-problems';
import { expose } from 'comlink';
import { Database } from '$lib/store/database';
import { ImportService } from './imports/import-service';

// One script for two ends, most of which they share: each is a worker of its own.
expose(new ImportService(new Database()));
