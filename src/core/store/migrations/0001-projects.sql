CREATE TABLE projects (
  dir        TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  package_id TEXT,
  sample     INTEGER NOT NULL DEFAULT 0,
  added_at   TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
