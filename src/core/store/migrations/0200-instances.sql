CREATE TABLE instances (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  project     TEXT NOT NULL,
  dir         TEXT NOT NULL,
  uin         TEXT NOT NULL,
  package_id  TEXT NOT NULL,
  world       TEXT NOT NULL,
  region      TEXT NOT NULL,
  status      TEXT NOT NULL CHECK (status IN ('succeeded', 'failed', 'cancelled')),
  seed        INTEGER NOT NULL,
  answers     TEXT NOT NULL,
  spec        TEXT NOT NULL,
  assumptions TEXT NOT NULL,
  failures    TEXT NOT NULL,
  counts      TEXT NOT NULL,
  workloads   TEXT NOT NULL,
  started_at  INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  stored_at   TEXT NOT NULL
) STRICT;

CREATE INDEX instances_by_time ON instances (stored_at DESC, id);
CREATE INDEX instances_by_dir ON instances (dir);

CREATE TABLE instance_resources (
  instance   TEXT NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  address    TEXT NOT NULL,
  type       TEXT NOT NULL,
  name       TEXT NOT NULL,
  cloud_id   TEXT,
  region     TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('created', 'failed', 'skipped')),
  fidelity   TEXT NOT NULL CHECK (fidelity IN ('full', 'partial', 'opaque')),
  place      TEXT NOT NULL,
  attributes TEXT NOT NULL,
  PRIMARY KEY (instance, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE instance_outputs (
  instance    TEXT NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  description TEXT,
  sensitive   INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
  value       TEXT NOT NULL,
  PRIMARY KEY (instance, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE instance_events (
  instance TEXT NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
  seq      INTEGER NOT NULL,
  event    TEXT NOT NULL,
  PRIMARY KEY (instance, seq)
) STRICT, WITHOUT ROWID;
