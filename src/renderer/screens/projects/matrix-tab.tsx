import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { CELL_LETTERS, cellWord } from '../../../client/index.ts';
import { ActionButton } from '../../actions/action-button.tsx';
import type { CellView, MatrixFileView, MatrixShape } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Empty, Lines, Section } from '../../parts/basics.tsx';
import { ErrorPanel, Place } from '../../parts/error-panel.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { client } from '../../state/engine.ts';
import { Data } from '../../text/data.tsx';
import { FailureCard } from '../rehearsals/failure-card.tsx';
import { HeatMap, SHOWN_STATES, stateOf } from './heat-map.tsx';

interface Run {
  readonly matrix: MatrixShape;
  readonly workers: number;
  readonly cells: readonly (CellView | undefined)[];
  readonly took?: number;
}

/** A project's matrices: one is run on worker threads, its cells fill a heat map, and each can be opened and played. */
export function MatrixTab({ dir }: { readonly dir: string }) {
  const { t, say } = useText();
  const { data, error, ask } = useAnswer('matrix.list', { dir });
  const [file, setFile] = useState<string>();
  const [run, setRun] = useState<Run>();
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [chosen, setChosen] = useState<number>();
  const control = useRef<AbortController>(undefined);
  const picked = data?.matrices.find((each) => each.path === file) ?? data?.matrices[0];
  useCliLine('matrix', data && data.matrices.length > 1 && picked ? { dir, file: picked.path } : { dir });
  useEffect(() => () => control.current?.abort(), []);

  const start = async (matrix: MatrixFileView): Promise<void> => {
    const own = new AbortController();
    control.current = own;
    setProblem(undefined);
    setRun(undefined);
    setChosen(undefined);
    setRunning(true);
    try {
      const { took } = await client.call(
        'matrix',
        { dir, file: matrix.path, format: 'json' },
        {
          signal: own.signal,
          onEvent(event) {
            if (event.type === 'matrix')
              setRun({
                matrix: event.matrix,
                workers: event.workers,
                cells: event.matrix.cells.map(() => undefined),
              });
            if (event.type === 'cell')
              setRun((before) => before && { ...before, cells: before.cells.with(event.index, event.cell) });
          },
        },
      );
      setRun((before) => before && { ...before, took });
    } catch (failed) {
      if (!own.signal.aborted) setProblem(failed);
    } finally {
      if (control.current === own) setRunning(false);
    }
  };

  if (error) return <ErrorPanel error={error} again={ask} />;
  if (!data) return <Lines />;
  if (!picked) return <Empty title={t('matrix.none')}>{t('matrix.none.help')}</Empty>;
  const done = run?.cells.filter((each) => each !== undefined).length ?? 0;
  const cell = chosen === undefined ? undefined : run?.cells[chosen];
  return (
    <div className="stack">
      <div className="tools">
        {running ? (
          <Button size="xs" variant="default" onClick={() => control.current?.abort()}>
            {t('common.cancel')}
          </Button>
        ) : (
          <Button
            size="xs"
            data-action="matrix"
            disabled={picked.problems.length > 0}
            onClick={() => void start(picked)}
          >
            {t('matrix.run')}
          </Button>
        )}
        {data.matrices.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={t('matrix.file')}
            disabled={running}
            value={picked.path}
            onChange={(event) => setFile(event.currentTarget.value)}
            data={data.matrices.map((each) => ({ value: each.path, label: say(each.name) }))}
          />
        )}
        <strong>{say(picked.name)}</strong>
        <Data mono dim>
          {picked.axes.join(' × ')}
        </Data>
        <span role="status" className="dim">
          {run &&
            t(run.took === undefined ? 'matrix.running' : 'matrix.ran', {
              done,
              total: run.cells.length,
              workers: run.workers,
              seconds: ((run.took ?? 0) / 1000).toFixed(1),
            })}
        </span>
      </div>
      {picked.about && <p className="dim">{say(picked.about)}</p>}
      {picked.problems.map((each) => (
        <p key={`${each.code} ${each.range?.start.offset ?? 0}`}>
          <StateMark state="error" compact /> {say(each.message)}{' '}
          <Place place={{ file: each.file, ...(each.range ? { range: each.range } : {}) }} />
        </p>
      ))}
      {problem !== undefined && <ErrorPanel error={problem} />}
      {run && (
        <>
          <Legend cells={run.cells} />
          <HeatMap matrix={run.matrix} cells={run.cells} chosen={chosen} onChoose={setChosen} />
        </>
      )}
      {cell && <Chosen dir={dir} cell={cell} />}
    </div>
  );
}

/** What the letters mean, with how many there are of each. */
function Legend({ cells }: { readonly cells: Run['cells'] }) {
  const { t } = useText();
  const count = (state: string): number => cells.filter((each) => stateOf(each) === state).length;
  return (
    <ul className="heat-legend">
      {SHOWN_STATES.filter((state) => count(state) > 0).map((state) => (
        <li key={state}>
          <span className={`heat heat-${state}`} aria-hidden="true">
            {CELL_LETTERS[state]}
          </span>{' '}
          {t(`matrix.${state}`)} <span className="number dim">{count(state)}</span>
        </li>
      ))}
    </ul>
  );
}

/** One cell: its failure with cause and cure, and the button that plays it. */
function Chosen({ dir, cell }: { readonly dir: string; readonly cell: CellView }) {
  const { t, say } = useText();
  const { result } = cell;
  return (
    <Section title={result ? say(result.title) : cell.id}>
      <div className="stack">
        <p>
          <span className={`heat heat-${cell.state}`} aria-hidden="true">
            {CELL_LETTERS[cell.state]}
          </span>{' '}
          {t(`matrix.${cell.state}`)} <Data mono>{cellWord(cell)}</Data>{' '}
          <Data mono dim>
            {cell.id}
          </Data>
        </p>
        <div className="tools">
          <ActionButton
            action="rehearsal.start"
            subjects={{ project: dir }}
            input={{ dir, scenario: cell.scenario, speed: '60' }}
            primary
          />
          <span className="dim">{t('matrix.play')}</span>
        </div>
        {result?.reasons.map((reason) => (
          <p key={reason.path}>
            <StateMark state="failed" compact /> {say(reason.text)}
          </p>
        ))}
        {result?.error && (
          <p>
            <StateMark state="error" compact /> <Data mono>{result.error.code}</Data>{' '}
            {say(result.error.message)}
          </p>
        )}
        {result?.failures[0] && <FailureCard failure={result.failures[0]} />}
      </div>
    </Section>
  );
}
