-- Undo of a collection: until undo_until its blobs' files stay where they are and its manifests' bodies are kept here.
ALTER TABLE registry_gc_receipts ADD COLUMN undo_until INTEGER;
ALTER TABLE registry_gc_receipts ADD COLUMN undone_at INTEGER;
ALTER TABLE registry_trash ADD COLUMN receipt_id INTEGER;
CREATE INDEX registry_trash_receipt ON registry_trash (receipt_id);

CREATE TABLE registry_gc_bodies (
  receipt_id INTEGER NOT NULL REFERENCES registry_gc_receipts (id) ON DELETE CASCADE,
  repository TEXT NOT NULL,
  digest     TEXT NOT NULL,
  media_type TEXT NOT NULL,
  body       BLOB NOT NULL,
  PRIMARY KEY (receipt_id, repository, digest)
) STRICT;
