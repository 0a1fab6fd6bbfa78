import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { cliLine, withEmpty } from '../../client/index.ts';
import type { ActionView, Json, JsonObject, SubjectKind } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { SidePanel } from '../parts/side-panel.tsx';
import { useConsole } from '../state/engine.ts';
import { FieldInput } from './field-input.tsx';
import { proceed, stopAsking, useRunner } from './runner.ts';

/** Asks for an action's input beside the page; the page stays in use. */
export function InputPanel() {
  const asking = useRunner((state) => state.asking);
  if (asking?.step !== 'input') return null;
  return (
    <InputForm
      key={`${asking.view.id} ${JSON.stringify(asking.input)}`}
      view={asking.view}
      given={asking.input}
    />
  );
}

function defaults(view: ActionView): JsonObject {
  return Object.fromEntries(
    view.fields.flatMap((field): [string, Json][] =>
      field.default !== undefined
        ? [[field.name, field.default]]
        : field.kind === 'choice' && field.choices?.[0] !== undefined && field.required
          ? [[field.name, field.choices[0]]]
          : [],
    ),
  );
}

/** Ids that a subject field could take, from the lists the console has. */
function useKnown(kind: SubjectKind | undefined): readonly string[] {
  return (
    useConsole((state) => {
      switch (kind) {
        case 'project':
          return state.projects;
        case 'instance':
          return state.instances;
        case 'rehearsal':
          return state.rehearsals;
        case 'license':
          return state.licenses;
        case 'repository':
        case 'tag':
          return state.repositories;
        default:
          return undefined;
      }
    })?.map((each) =>
      'dir' in each && kind === 'project'
        ? each.dir
        : 'id' in each
          ? each.id
          : 'name' in each
            ? each.name
            : '',
    ) ?? []
  );
}

function InputForm({ view, given }: { readonly view: ActionView; readonly given: JsonObject }) {
  const { t, say } = useText();
  const [input, setInput] = useState<JsonObject>(() => ({ ...defaults(view), ...given }));
  const form = useRef<HTMLFormElement>(null);
  const known = useKnown(view.face.subject?.kind);
  useEffect(() => {
    const open = [...(form.current?.querySelectorAll<HTMLElement>('input, textarea, select') ?? [])];
    (open.find((each) => (each as HTMLInputElement).value === '') ?? open[0])?.focus();
  }, []);
  const missing = view.fields.filter((field) => field.required && input[field.name] === undefined);
  const set = (name: string, value: Json | undefined): void => {
    const { [name]: _old, ...others } = input;
    setInput(value === undefined ? others : { ...others, [name]: value });
  };
  return (
    <SidePanel title={say(view.title)} onClose={stopAsking}>
      <form
        ref={form}
        className="input-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing.length === 0) proceed(view, withEmpty(input));
        }}
      >
        <p className="dim">{say(view.help)}</p>
        {view.fields
          .filter(({ unasked }) => !unasked)
          .map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              value={input[field.name]}
              onChange={(value) => set(field.name, value)}
              known={field.name === view.face.subject?.field ? known : []}
            />
          ))}
        <code className="cli-preview">{cliLine(view, input)}</code>
        <div className="form-foot">
          <Button type="submit" size="xs" disabled={missing.length > 0}>
            {say(view.title)}
          </Button>
          <Button size="xs" variant="default" onClick={stopAsking}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
