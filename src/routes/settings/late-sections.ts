// Sections that come once the others are there, in one part of the app: backups, what is kept offline, and storage.
export { default as BackupSection } from './BackupSection.svelte';
export { default as OfflineSection } from './OfflineSection.svelte';
export { default as StorageSection } from './StorageSection.svelte';
