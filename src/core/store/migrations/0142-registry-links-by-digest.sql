-- A collection of a large store is fast where what goes lies together. Layers have no order but their digest's, so a tree
-- by repository and another by digest mean that each row of one lies on a page of its own. Therefore:
-- links lie by digest only, as blobs do, and a repository counts its links and their bytes instead of going through them;
-- a manifest's references are found by repository and digest: manifests go repository by repository;
-- a manifest of any repository is found by the beginning of its digest: that index stays small enough to be met at random.

ALTER TABLE registry_repositories ADD COLUMN links INTEGER NOT NULL DEFAULT 0;
ALTER TABLE registry_repositories ADD COLUMN link_bytes INTEGER NOT NULL DEFAULT 0;

-- repository_id has no foreign key: without an index by repository SQLite would read all links for each repository that
-- goes. The triggers below stand for it.
CREATE TABLE registry_links_by_digest (
  digest        TEXT NOT NULL REFERENCES registry_blobs (digest),
  repository_id INTEGER NOT NULL,
  pending_since INTEGER,
  PRIMARY KEY (digest, repository_id)
) STRICT, WITHOUT ROWID;

INSERT INTO registry_links_by_digest (digest, repository_id, pending_since)
SELECT digest, repository_id, pending_since FROM registry_blob_links ORDER BY digest, repository_id;
DROP TABLE registry_blob_links;
ALTER TABLE registry_links_by_digest RENAME TO registry_blob_links;

UPDATE registry_repositories SET links = counted.links, link_bytes = counted.bytes
FROM (
  SELECT l.repository_id, COUNT(*) AS links, SUM(b.size) AS bytes
  FROM registry_blob_links l JOIN registry_blobs b ON b.digest = l.digest GROUP BY l.repository_id
) AS counted
WHERE id = counted.repository_id;

CREATE TRIGGER registry_blob_links_added AFTER INSERT ON registry_blob_links BEGIN
  SELECT RAISE(ABORT, 'link of an unknown repository')
  WHERE NOT EXISTS (SELECT 1 FROM registry_repositories WHERE id = NEW.repository_id);
  UPDATE registry_repositories SET links = links + 1,
    link_bytes = link_bytes + COALESCE((SELECT size FROM registry_blobs WHERE digest = NEW.digest), 0)
  WHERE id = NEW.repository_id;
END;
CREATE TRIGGER registry_blob_links_removed AFTER DELETE ON registry_blob_links BEGIN
  UPDATE registry_repositories SET links = links - 1,
    link_bytes = link_bytes - COALESCE((SELECT size FROM registry_blobs WHERE digest = OLD.digest), 0)
  WHERE id = OLD.repository_id;
END;
CREATE TRIGGER registry_repositories_removed BEFORE DELETE ON registry_repositories WHEN OLD.links > 0 BEGIN
  SELECT RAISE(ABORT, 'the repository has links');
END;

CREATE TABLE registry_references (
  manifest_id   INTEGER NOT NULL REFERENCES registry_manifests (id) ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  repository_id INTEGER NOT NULL,
  kind          TEXT NOT NULL,
  digest        TEXT NOT NULL,
  media_type    TEXT NOT NULL,
  size          INTEGER NOT NULL,
  PRIMARY KEY (manifest_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO registry_references (manifest_id, position, repository_id, kind, digest, media_type, size)
SELECT b.manifest_id, b.position, m.repository_id, b.kind, b.digest, b.media_type, b.size
FROM registry_manifest_blobs b JOIN registry_manifests m ON m.id = b.manifest_id
ORDER BY b.manifest_id, b.position;
DROP TABLE registry_manifest_blobs;
ALTER TABLE registry_references RENAME TO registry_manifest_blobs;
CREATE INDEX registry_manifest_blobs_digest ON registry_manifest_blobs (repository_id, digest, manifest_id);

DROP INDEX registry_manifests_digest;
CREATE INDEX registry_manifests_beginning ON registry_manifests (substr(digest, 8, 8));
