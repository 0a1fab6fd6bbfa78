const PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${PART}(?:/${PART})*$`);
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

/** Repository names of the distribution-spec ("Pulling manifests"), at most 255 characters. */
export const isRepositoryName = (name: string): boolean => name.length <= 255 && REPOSITORY.test(name);

/** Tags of the distribution-spec: at most 128 characters. */
export const isTag = (tag: string): boolean => TAG.test(tag);
