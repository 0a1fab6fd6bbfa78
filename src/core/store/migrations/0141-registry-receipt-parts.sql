-- What a collection took, many items to a row: [kind, repository, digest, reason, bytes] each. `position`: of the first.
CREATE TABLE registry_gc_receipt_parts (
  receipt_id INTEGER NOT NULL REFERENCES registry_gc_receipts (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  count      INTEGER NOT NULL,
  bytes      INTEGER NOT NULL,
  items      TEXT NOT NULL,
  PRIMARY KEY (receipt_id, position)
) STRICT;

INSERT INTO registry_gc_receipt_parts (receipt_id, position, count, bytes, items)
SELECT receipt_id, MIN(position), COUNT(*), SUM(bytes),
  json_group_array(json_array(kind, repository, digest, reason, bytes) ORDER BY position)
FROM registry_gc_receipt_items GROUP BY receipt_id, position / 1000;

DROP TABLE registry_gc_receipt_items;
