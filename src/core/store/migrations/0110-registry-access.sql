-- Who may use the registry, and how. Secrets are kept as scrypt hashes only. `stamp` changes with the secret: what was
-- issued under another stamp is worth nothing.
CREATE TABLE registry_accounts (
  name       TEXT PRIMARY KEY,
  salt       BLOB NOT NULL,
  hash       BLOB NOT NULL,
  stamp      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  secret_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- repositories is a pattern (`shop/**`), actions a list such as `pull,push`.
CREATE TABLE registry_grants (
  account      TEXT NOT NULL REFERENCES registry_accounts (name) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  repositories TEXT NOT NULL,
  actions      TEXT NOT NULL,
  PRIMARY KEY (account, position)
) STRICT, WITHOUT ROWID;

-- One document: writing replaces it.
CREATE TABLE registry_policy (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  document TEXT NOT NULL
) STRICT;
