import '$lib/messages/all-problems';
import { expose } from 'comlink';
import { Database } from '$lib/store/database';
import { BackupService } from './backup-service';

expose(new BackupService(new Database()));
