/** Document shapes that the registry understands, by media type. */
export type ManifestShape = 'image' | 'index' | 'artifact';

export const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_ARTIFACT = 'application/vnd.oci.artifact.manifest.v1+json';
export const DOCKER_IMAGE = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar';
export const OCI_LAYER_GZIP = 'application/vnd.oci.image.layer.v1.tar+gzip';

const SHAPES: ReadonlyMap<string, ManifestShape> = new Map([
  [OCI_IMAGE, 'image'],
  [DOCKER_IMAGE, 'image'],
  [OCI_INDEX, 'index'],
  [DOCKER_LIST, 'index'],
  [OCI_ARTIFACT, 'artifact'],
]);

export const shapeOf = (mediaType: string): ManifestShape | undefined => SHAPES.get(mediaType);

/** Layers that a client need not push (image-spec layer.md, "Non-Distributable Layers"; Docker's foreign layers). */
export const isForeignLayer = (mediaType: string): boolean =>
  mediaType.startsWith('application/vnd.oci.image.layer.nondistributable.') ||
  mediaType === 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip';
