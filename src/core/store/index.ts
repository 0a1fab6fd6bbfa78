export { type Migration, migrate, parseMigrationName } from './migrate.ts';
export { type Database, openStore, privateFile, storeError } from './open.ts';
export { type ProjectRow, ProjectStore } from './projects.ts';
export { SettingStore } from './settings.ts';
