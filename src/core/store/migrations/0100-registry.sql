-- The embedded registry (design section 9). Times are milliseconds since 1970.

CREATE TABLE registry_repositories (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- Files below blobs/. A row exists only after the file and its directory were synced.
CREATE TABLE registry_blobs (
  digest    TEXT PRIMARY KEY,
  size      INTEGER NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which repositories may read a blob. pending_since is set while no manifest of the repository has used the blob yet:
-- a push under way is protected from garbage collection by it.
CREATE TABLE registry_blob_links (
  repository_id INTEGER NOT NULL REFERENCES registry_repositories (id) ON DELETE CASCADE,
  digest        TEXT NOT NULL REFERENCES registry_blobs (digest),
  pending_since INTEGER,
  PRIMARY KEY (repository_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_blob_links_digest ON registry_blob_links (digest);

-- fresh_since: when the manifest last became untagged or was pushed; young ones are protected.
CREATE TABLE registry_manifests (
  id            INTEGER PRIMARY KEY,
  repository_id INTEGER NOT NULL REFERENCES registry_repositories (id) ON DELETE CASCADE,
  digest        TEXT NOT NULL,
  media_type    TEXT NOT NULL,
  artifact_type TEXT,
  subject       TEXT,
  annotations   TEXT,
  size          INTEGER NOT NULL,
  pushed_at     INTEGER NOT NULL,
  fresh_since   INTEGER NOT NULL,
  UNIQUE (repository_id, digest)
) STRICT;
CREATE INDEX registry_manifests_digest ON registry_manifests (digest);
CREATE INDEX registry_manifests_subject ON registry_manifests (repository_id, subject, digest) WHERE subject IS NOT NULL;

CREATE TABLE registry_manifest_bodies (
  manifest_id INTEGER PRIMARY KEY REFERENCES registry_manifests (id) ON DELETE CASCADE,
  body        BLOB NOT NULL
) STRICT;

-- kind: 'config', 'layer' or 'blob' (artifact). Non-distributable layers are listed though they may not be stored.
CREATE TABLE registry_manifest_blobs (
  manifest_id INTEGER NOT NULL REFERENCES registry_manifests (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  digest      TEXT NOT NULL,
  media_type  TEXT NOT NULL,
  size        INTEGER NOT NULL,
  PRIMARY KEY (manifest_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_manifest_blobs_digest ON registry_manifest_blobs (digest, manifest_id);

-- Children of an index; a child that was never pushed (sparse index) has a row here and none in registry_manifests.
CREATE TABLE registry_manifest_children (
  manifest_id INTEGER NOT NULL REFERENCES registry_manifests (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  digest      TEXT NOT NULL,
  PRIMARY KEY (manifest_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_manifest_children_digest ON registry_manifest_children (digest, manifest_id);

CREATE TABLE registry_tags (
  repository_id INTEGER NOT NULL REFERENCES registry_repositories (id) ON DELETE CASCADE,
  name          TEXT NOT NULL,
  manifest_id   INTEGER NOT NULL REFERENCES registry_manifests (id) ON DELETE CASCADE,
  updated_at    INTEGER NOT NULL,
  PRIMARY KEY (repository_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_tags_manifest ON registry_tags (manifest_id);

CREATE TABLE registry_uploads (
  id         TEXT PRIMARY KEY,
  repository TEXT NOT NULL,
  algorithm  TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_uploads_repository ON registry_uploads (repository);

-- Blob files that were collected. The row is committed before the file moves to trash/, so that a crash between the two is mended.
CREATE TABLE registry_trash (
  id         INTEGER PRIMARY KEY,
  digest     TEXT NOT NULL,
  size       INTEGER NOT NULL,
  trashed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX registry_trash_digest ON registry_trash (digest);

CREATE TABLE registry_gc_receipts (
  id          INTEGER PRIMARY KEY,
  started_at  INTEGER NOT NULL,
  finished_at INTEGER,
  state       TEXT NOT NULL,
  removed     INTEGER NOT NULL DEFAULT 0,
  skipped     INTEGER NOT NULL DEFAULT 0,
  bytes       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE registry_gc_receipt_items (
  receipt_id INTEGER NOT NULL REFERENCES registry_gc_receipts (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  repository TEXT,
  digest     TEXT NOT NULL,
  reason     TEXT NOT NULL,
  bytes      INTEGER NOT NULL,
  PRIMARY KEY (receipt_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE registry_state (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
