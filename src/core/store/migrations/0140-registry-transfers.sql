-- Blobs that were half transferred from or to another registry: the upload session that goes on.
CREATE TABLE registry_transfers (
  direction  TEXT NOT NULL CHECK (direction IN ('pull', 'push')),
  remote     TEXT NOT NULL,
  repository TEXT NOT NULL,
  digest     TEXT NOT NULL,
  place      TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (direction, remote, repository, digest)
) STRICT, WITHOUT ROWID;
