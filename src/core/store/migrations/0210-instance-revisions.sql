-- What operations on an instance need to go on from: what follows from what, Helm's releases, how it was installed.
ALTER TABLE instance_resources ADD COLUMN depends_on TEXT NOT NULL DEFAULT '[]';
ALTER TABLE instance_resources ADD COLUMN tainted INTEGER NOT NULL DEFAULT 0 CHECK (tainted IN (0, 1));
ALTER TABLE instances ADD COLUMN operation TEXT NOT NULL DEFAULT 'install';
ALTER TABLE instances ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE instances ADD COLUMN origin TEXT;
ALTER TABLE instances ADD COLUMN conditions TEXT NOT NULL DEFAULT '{}';
ALTER TABLE instances ADD COLUMN releases TEXT NOT NULL DEFAULT '[]';
ALTER TABLE instances ADD COLUMN steps TEXT NOT NULL DEFAULT '{}';
ALTER TABLE instances ADD COLUMN loses TEXT NOT NULL DEFAULT '[]';
ALTER TABLE instances ADD COLUMN left_behind TEXT NOT NULL DEFAULT '[]';
-- The world that was given; absent: the built-in one.
ALTER TABLE instances ADD COLUMN given_world TEXT;

CREATE TABLE instance_revisions (
  instance    TEXT NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
  revision    INTEGER NOT NULL,
  operation   TEXT NOT NULL,
  status      TEXT NOT NULL CHECK (status IN ('succeeded', 'failed', 'cancelled')),
  package_id  TEXT NOT NULL,
  dir         TEXT NOT NULL,
  answers     TEXT NOT NULL,
  steps       TEXT NOT NULL,
  loses       TEXT NOT NULL,
  left_behind TEXT NOT NULL,
  failure     TEXT,
  took        INTEGER NOT NULL,
  stored_at   TEXT NOT NULL,
  PRIMARY KEY (instance, revision)
) STRICT, WITHOUT ROWID;

-- What was changed outside of Drydock's own operations, as `instance break` does it.
CREATE TABLE instance_drift (
  instance   TEXT NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
  address    TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('deleted', 'altered', 'filled', 'used')),
  attributes TEXT NOT NULL,
  PRIMARY KEY (instance, address, kind)
) STRICT, WITHOUT ROWID;
