import type { ActionView, JsonObject, SubjectKind } from '../contract.ts';
import type { TextKey } from '../i18n/index.ts';
import type { Route } from '../state/route.ts';

/** What is selected, by kind. */
export type Subjects = Readonly<Partial<Record<SubjectKind, string>>>;

/** Path segment of the place where licences are checked; no licence has this id. */
export const CHECK = '~check';

/** What the present place selects. A repository without a tag stands for all its tags. */
export function subjectsOf({ screen, path }: Route): Subjects {
  const [first, second] = path;
  if (first === undefined) return {};
  switch (screen) {
    case 'projects':
      return { project: first };
    case 'rehearsals':
      return { rehearsal: first };
    case 'instances':
      return { instance: first };
    case 'licenses':
      return first === CHECK ? {} : { license: first };
    case 'registry':
      // Places of the registry as a whole begin with `~`, which no repository's name does.
      if (first.startsWith('~')) return {};
      return { repository: first, tag: second === undefined ? first : referenceOf(first, second) };
    default:
      return {};
  }
}

/** `repository:tag`, or `repository@sha256:…`. */
export const referenceOf = (repository: string, tag: string): string =>
  tag.includes(':') ? `${repository}@${tag}` : `${repository}:${tag}`;

/** The subject's id in the input field that takes it. */
export function subjectInput(view: ActionView, subjects: Subjects): JsonObject {
  const subject = view.face.subject;
  const id = subject && subjects[subject.kind];
  return subject && id !== undefined ? { [subject.field]: id } : {};
}

const missing: Readonly<Record<SubjectKind, TextKey>> = {
  project: 'disabled.project',
  rehearsal: 'disabled.rehearsal',
  instance: 'disabled.instance',
  license: 'disabled.license',
  repository: 'disabled.repository',
  tag: 'disabled.tag',
  account: 'disabled.account',
};

/** Why an action cannot run now; undefined when it can. */
export function disabledWhy(view: ActionView, subjects: Subjects, connected: boolean): TextKey | undefined {
  if (!connected) return 'disabled.connection';
  const subject = view.face.subject;
  return subject && subjects[subject.kind] === undefined ? missing[subject.kind] : undefined;
}
