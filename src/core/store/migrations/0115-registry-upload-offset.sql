-- Where an upload goes on after a restart: bytes that were synced when the row was written. The file's size says less, because
-- after a power cut it may end in zeros. Sessions of an older Drydock start over.
ALTER TABLE registry_uploads ADD COLUMN received INTEGER NOT NULL DEFAULT 0;
ALTER TABLE registry_uploads ADD COLUMN touched_at INTEGER NOT NULL DEFAULT 0;
