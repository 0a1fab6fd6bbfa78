import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { ActionButton } from '../../actions/action-button.tsx';
import type { ScenarioResultView, ScenarioView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Empty, Lines } from '../../parts/basics.tsx';
import { ErrorPanel, Place } from '../../parts/error-panel.tsx';
import { Grid } from '../../parts/grid.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { client } from '../../state/engine.ts';
import { Data } from '../../text/data.tsx';
import { baseName } from '../../text/format.ts';
import { visible } from '../../text/visible.ts';
import { FailureCard } from '../rehearsals/failure-card.tsx';
import { GoldenDiff } from './golden-diff.tsx';

type Results = Readonly<Record<string, ScenarioResultView>>;

interface Running {
  readonly done: number;
  readonly total: number;
}

const speaksOf = ({ file, name, tags, faults }: ScenarioView, words: string): boolean =>
  [file, name.en, name['zh-CN'], ...tags, ...faults].some((each) =>
    each.toLowerCase().includes(words.toLowerCase()),
  );

/** The project's scenarios: each can be played live or run with all others; what came of it stays beside it. */
export function ScenariosTab({ dir }: { readonly dir: string }) {
  const { t, say } = useText();
  const { data, error, ask } = useAnswer('scenario.list', { dir });
  const [filter, setFilter] = useState('');
  const [results, setResults] = useState<Results>({});
  const [running, setRunning] = useState<Running>();
  const [problem, setProblem] = useState<unknown>();
  const [chosen, setChosen] = useState<string>();
  const control = useRef<AbortController>(undefined);
  useCliLine('test', filter === '' ? { dir } : { dir, filter });
  useEffect(() => () => control.current?.abort(), []);

  const run = async (accept?: string): Promise<void> => {
    const own = new AbortController();
    control.current = own;
    setProblem(undefined);
    if (accept === undefined) setResults({});
    setRunning({ done: 0, total: 0 });
    try {
      await client.call(
        'test',
        {
          dir,
          format: 'json',
          ...(accept !== undefined
            ? { filter: accept, updateGolden: true }
            : filter === ''
              ? {}
              : { filter }),
        },
        {
          signal: own.signal,
          onEvent(event) {
            if (event.type === 'progress') setRunning({ done: event.done, total: event.total });
            else setResults((before) => ({ ...before, [event.path]: event.result }));
          },
        },
      );
    } catch (failed) {
      if (!own.signal.aborted) setProblem(failed);
    } finally {
      setRunning(undefined);
    }
  };

  if (error) return <ErrorPanel error={error} again={ask} />;
  if (!data) return <Lines />;
  const shown = data.scenarios.filter((each) => filter === '' || speaksOf(each, filter));
  if (data.scenarios.length === 0)
    return <Empty title={t('scenarios.none')}>{t('scenarios.none.help')}</Empty>;
  const all = Object.values(results);
  return (
    <div className="stack">
      <div className="tools">
        {running ? (
          <Button size="xs" variant="default" onClick={() => control.current?.abort()}>
            {t('common.cancel')}
          </Button>
        ) : (
          <Button size="xs" onClick={() => void run()} data-action="test">
            {t('scenarios.runAll', { count: shown.length })}
          </Button>
        )}
        <TextInput
          size="xs"
          aria-label={t('common.filter')}
          placeholder={t('common.filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <span role="status" className="dim">
          {running
            ? t('scenarios.running', { done: running.done, total: running.total })
            : all.length > 0 &&
              t('scenarios.summary', {
                passed: all.filter((each) => each.status === 'passed').length,
                total: all.length,
              })}
        </span>
      </div>
      {problem !== undefined && <ErrorPanel error={problem} />}
      <Grid
        label={t('projects.scenarios')}
        rows={shown}
        rowKey={(row) => row.path}
        selected={chosen}
        onSelect={(row) => setChosen(row.path === chosen ? undefined : row.path)}
        under={(row) => (
          <Chosen dir={dir} scenario={row} result={results[row.path]} onAccept={() => void run(row.file)} />
        )}
        columns={[
          {
            key: 'state',
            title: t('common.state'),
            track: '120px',
            cell: ({ path, problems }) => (
              <StateMark state={problems.length > 0 ? 'error' : (results[path]?.status ?? 'waiting')} />
            ),
          },
          {
            key: 'name',
            title: t('common.name'),
            track: 'minmax(180px, 2fr)',
            cell: (row) => <Data clip>{say(row.name)}</Data>,
          },
          {
            key: 'expects',
            title: t('scenarios.expects'),
            track: 'minmax(120px, 1fr)',
            cell: (row) => (
              <Data mono clip dim>
                {row.code ?? t(`scenarios.${row.expected}`)}
              </Data>
            ),
          },
          {
            key: 'file',
            title: t('common.path'),
            track: 'minmax(140px, 1fr)',
            cell: (row) => (
              <Data mono clip dim>
                {baseName(row.file)}
              </Data>
            ),
          },
        ]}
      />
    </div>
  );
}

interface ChosenProps {
  readonly dir: string;
  readonly scenario: ScenarioView;
  readonly result: ScenarioResultView | undefined;
  /** Writes what is new into the scenario's golden files. */
  readonly onAccept: () => void;
}

/** One scenario: what it is about, what came of it and why, and the button that plays it. */
function Chosen({ dir, scenario, result, onAccept }: ChosenProps) {
  const { t, say } = useText();
  return (
    <div className="stack" data-scenario={scenario.file}>
      <p className="mono dim">{visible(scenario.file)}</p>
      {scenario.about && <p>{say(scenario.about)}</p>}
      {scenario.faults.length > 0 && (
        <p className="dim">
          {t('rehearse.faults')}: <Data mono>{scenario.faults.join(', ')}</Data>
        </p>
      )}
      {scenario.problems.map((each) => (
        <p key={`${each.code} ${each.range?.start.offset ?? 0}`}>
          <StateMark state="error" compact /> {say(each.message)}{' '}
          <Place place={{ file: each.file, ...(each.range ? { range: each.range } : {}) }} />
        </p>
      ))}
      {scenario.problems.length === 0 && (
        <div className="tools">
          <ActionButton
            action="rehearsal.start"
            subjects={{ project: dir }}
            input={{ dir, scenario: scenario.path, speed: '60' }}
            primary
          />
          <span className="dim">{t('scenarios.play')}</span>
        </div>
      )}
      {result && <Outcome dir={dir} scenario={scenario.path} result={result} onAccept={onAccept} />}
    </div>
  );
}

interface OutcomeProps {
  readonly dir: string;
  readonly scenario: string;
  readonly result: ScenarioResultView;
  readonly onAccept: () => void;
}

function Outcome({ dir, scenario, result, onAccept }: OutcomeProps) {
  const { t, say } = useText();
  const [first] = result.failures;
  return (
    <>
      {result.reasons.map((reason) => (
        <p key={reason.path}>
          <StateMark state="failed" compact />{' '}
          <Data mono>{`${result.file}${reason.line ? `:${reason.line}` : ''}`}</Data> {say(reason.text)}
        </p>
      ))}
      {result.error && (
        <p>
          <StateMark state="error" compact /> <Data mono>{result.error.code}</Data>{' '}
          {say(result.error.message)}
        </p>
      )}
      {result.cure?.passes && (
        <p>
          <StateMark state="valid" compact /> {t('scenarios.cured')}: {say(result.cure.title)}
        </p>
      )}
      {result.findings.map((each) => (
        <p key={each.message.en}>
          <StateMark state="warning" compact /> {say(each.message)}
        </p>
      ))}
      {result.golden && <GoldenDiff golden={result.golden} onAccept={onAccept} />}
      {first && (
        <FailureCard
          failure={first}
          apply={<ActionButton action="project.cure" subjects={{ project: dir }} input={{ scenario }} />}
        />
      )}
    </>
  );
}
