import '$lib/messages/all-problems';
import { expose } from 'comlink';
import { Database } from '$lib/store/database';
import { ExportService } from './exports/export-service';
import { ImportService } from './imports/import-service';

// One script for two ends, most of which they share: each is a worker of its own.
const db = new Database();
expose((globalThis as { name?: string }).name === 'exports' ? new ExportService(db) : new ImportService(db));
