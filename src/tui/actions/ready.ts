import type { ActionView } from '../contract.ts';
import type { Subjects } from '../screens/screen.ts';
import { answerOf } from '../state/answers.ts';
import type { App } from '../state/app.ts';
import type { Ready } from './prompt.ts';

/**
 * Values that stand ready when an action is asked: the form's answers of the project, the licence that is selected, the
 * newest collection that can be undone.
 */
export function readyFor(app: App, view: ActionView, subjects: Subjects): Ready {
  const { t } = app.words;
  const answers = subjects.project === undefined ? undefined : app.forms.getState()[subjects.project];
  const license = subjects.license;
  const response =
    license === undefined
      ? undefined
      : answerOf(app.answers.store.getState(), 'license.show', { id: license }).data;
  const undoable =
    view.id === 'registry.undo'
      ? answerOf(app.answers.store.getState(), 'registry.receipts', {}).data?.find((each) => each.undoable)
      : undefined;
  return {
    ...(undoable ? { receipt: { value: undoable.receipt, label: `#${undoable.receipt}` } } : {}),
    ...(answers && view.fields.some((field) => field.name === 'answers')
      ? {
          answers: {
            value: { values: answers },
            label: t('prompt.yourAnswers', { count: Object.keys(answers).length }),
          },
        }
      : {}),
    ...(response && license !== undefined && view.face.screen === 'licenses'
      ? {
          file: {
            value: { name: license, text: response.text },
            label: t('prompt.selectedLicense', { id: license }),
          },
        }
      : {}),
  };
}
