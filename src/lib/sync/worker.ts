import '$lib/messages/all-problems';
import { expose } from 'comlink';
import { createSyncService } from './create-service';

expose(createSyncService());
