import { expose } from 'comlink';
import { createSyncWorker } from './create-service';

expose(createSyncWorker());
