-- Damage that reading met while the registry served. set_aside: the file is in quarantine/ and the blob's rows are gone.
CREATE TABLE registry_damage (
  digest    TEXT PRIMARY KEY,
  problem   TEXT NOT NULL,
  found_at  INTEGER NOT NULL,
  set_aside INTEGER NOT NULL,
  used_by   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
