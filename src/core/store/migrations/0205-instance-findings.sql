-- What a rehearsal said of its own conditions: faults that struck nothing, retries.
ALTER TABLE instances ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';
