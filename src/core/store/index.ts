export { LOG_PAGES, LogWriter } from './log-writer.ts';
export { type Migration, parseMigrationName } from './migrate.ts';
export { type Database, openStore, privateFile } from './open.ts';
export { type ProjectRow, ProjectStore } from './projects.ts';
export { openSnapshot } from './reader.ts';
export { SettingStore } from './settings.ts';
