-- Space used over time: what the registry held at a moment. Thinned as it ages, so that it stays a few thousand rows.
CREATE TABLE registry_usage_history (
  at           INTEGER PRIMARY KEY,
  repositories INTEGER NOT NULL,
  tags         INTEGER NOT NULL,
  manifests    INTEGER NOT NULL,
  blobs        INTEGER NOT NULL,
  bytes        INTEGER NOT NULL,
  trash_bytes  INTEGER NOT NULL
) STRICT;
