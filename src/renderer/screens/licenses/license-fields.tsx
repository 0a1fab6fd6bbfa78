import type { LicenseInspectView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Section } from '../../parts/basics.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { Data } from '../../text/data.tsx';
import { oneLine } from '../../text/format.ts';

/** Every field of a licence with its value and what it means. */
export function LicenseFields({ inspected }: { readonly inspected: LicenseInspectView }) {
  const { t, say } = useText();
  return (
    <Section
      title={t('licenses.fields')}
      count={inspected.fields.length}
      aside={<span className="dim">{say(inspected.stateText)}</span>}
    >
      <table className="license-fields">
        <thead>
          <tr>
            <th scope="col">{t('licenses.field')}</th>
            <th scope="col">{t('common.value')}</th>
            <th scope="col">{t('licenses.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {inspected.fields.map((field) => (
            <tr key={field.name}>
              <th scope="row">
                <Data mono>{field.name}</Data>
                <span className="dim">{say(field.title)}</span>
              </th>
              <td>
                <Data mono>{oneLine(field.value)}</Data>
              </td>
              <td className="dim">{say(field.meaning)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {inspected.notes.length > 0 && (
        <ul className="plain">
          {inspected.notes.map((note, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: notes never change
            <li key={index}>
              <StateMark state="warning" compact /> {say(note.message)}{' '}
              <Data mono dim>
                {note.code}
              </Data>
            </li>
          ))}
        </ul>
      )}
      {inspected.unknownFields.length > 0 && (
        <p className="tone-warn">
          {t('licenses.unknownFields')} <Data mono>{inspected.unknownFields.join(', ')}</Data>
        </p>
      )}
    </Section>
  );
}
