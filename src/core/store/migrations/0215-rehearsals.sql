-- Rehearsals that ended, so that they can be listed and replayed after the engine has gone; the oldest make room.
CREATE TABLE rehearsals (
  id          TEXT PRIMARY KEY,
  project     TEXT NOT NULL,
  dir         TEXT NOT NULL,
  instance    TEXT,
  package_id  TEXT NOT NULL,
  status      TEXT NOT NULL CHECK (status IN ('succeeded', 'failed', 'cancelled')),
  started_at  TEXT NOT NULL,
  finished_at TEXT NOT NULL,
  resources   INTEGER NOT NULL,
  created     INTEGER NOT NULL,
  event_count INTEGER NOT NULL,
  -- Code and data of what the run itself threw.
  error       TEXT,
  -- Its events, one JSON a line, deflated.
  events      BLOB NOT NULL
) STRICT;

CREATE INDEX rehearsals_by_project ON rehearsals (project, started_at DESC);
CREATE INDEX rehearsals_by_time ON rehearsals (started_at DESC);
CREATE INDEX rehearsals_by_instance ON rehearsals (instance, started_at DESC);
