import { Button, Switch, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { run } from '../../../actions/runner.ts';
import type { JsonObject, PolicyView } from '../../../contract.ts';
import { useText } from '../../../i18n/index.ts';
import { Section } from '../../../parts/basics.tsx';
import { useConsole } from '../../../state/engine.ts';
import { Data } from '../../../text/data.tsx';
import { bytes } from '../../../text/format.ts';

const switches = ['auth', 'readOnly', 'push', 'delete'] as const;

/** The switches, each at once, and the rules for tags. */
export function PolicySection({ policy }: { readonly policy: PolicyView }) {
  const { t } = useText();
  const view = useConsole((state) => state.actions)?.find((each) => each.id === 'access.policy');
  const change = (input: JsonObject): void => {
    if (view) run(view, input);
  };
  return (
    <Section title={t('access.policy')}>
      <div className="policy">
        {switches.map((name) => (
          <Switch
            key={name}
            size="sm"
            label={t(`access.${name}`)}
            description={
              name === 'auth'
                ? t(policy.auth ? 'access.auth.on' : 'access.auth.off')
                : t(`access.${name}.help`)
            }
            checked={policy[name]}
            onChange={(event) => change({ [name]: event.currentTarget.checked ? 'on' : 'off' })}
          />
        ))}
        <Rules
          key={policy.immutable.join(' ')}
          rules={policy.immutable}
          save={(immutable) => change({ immutable })}
        />
        <p>
          <span>
            {t('access.maxBlob')}: <span className="number">{bytes(policy.maxBlob)}</span>
            {policy.publicUrl !== undefined && (
              <>
                <br />
                {t('access.publicUrl')}: <Data mono>{policy.publicUrl}</Data>
              </>
            )}
          </span>
        </p>
      </div>
    </Section>
  );
}

interface RulesProps {
  readonly rules: readonly string[];
  readonly save: (rules: string[]) => void;
}

function Rules({ rules, save }: RulesProps) {
  const { t } = useText();
  const [next, setNext] = useState<string[]>([...rules]);
  const isSame = next.join(' ') === rules.join(' ');
  return (
    <div className="edit-list">
      <TagsInput
        size="xs"
        label={t('access.immutable')}
        description={t('access.immutable.help')}
        placeholder={t('access.immutable.add')}
        value={next}
        onChange={setNext}
      />
      {!isSame && (
        <Button size="xs" onClick={() => save(next)}>
          {t('access.save')}
        </Button>
      )}
    </div>
  );
}
