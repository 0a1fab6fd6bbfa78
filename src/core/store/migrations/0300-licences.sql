CREATE TABLE licenses (
  license_id  TEXT PRIMARY KEY,
  instance_id TEXT NOT NULL,
  package_id  TEXT NOT NULL,
  issued_at   TEXT NOT NULL
) STRICT;

CREATE INDEX licenses_by_instance ON licenses (instance_id);

CREATE TABLE license_events (
  license_id      TEXT NOT NULL REFERENCES licenses (license_id),
  seq             INTEGER NOT NULL CHECK (seq >= 1),
  kind            TEXT NOT NULL,
  at              TEXT NOT NULL,
  license_json    TEXT NOT NULL,
  signature       TEXT NOT NULL,
  key_fingerprint TEXT NOT NULL,
  PRIMARY KEY (license_id, seq)
) STRICT, WITHOUT ROWID;
