import { useEffect, useRef, useState } from 'react';
import type { FormState, Json, JsonObject } from '../../contract.ts';
import { answersInput, setAnswers, useAnswers } from '../../state/answers.ts';
import { client } from '../../state/engine.ts';

export interface LiveForm {
  readonly state: FormState | undefined;
  /** What the person typed or chose, by arg name. */
  readonly values: JsonObject;
  readonly error: unknown;
  /** True while the engine has not yet answered the last change. */
  readonly pending: boolean;
  set(name: string, value: Json | undefined): void;
  /** Takes the first valid choice of every field. */
  fill(): void;
  clear(): void;
}

const TYPING_MS = 180;

/** The install form of a project, asked of the engine again after every change, so that linkage works as it will. */
export function useForm(dir: string): LiveForm {
  const values = useAnswers(dir) ?? {};
  const [state, setState] = useState<FormState>();
  const [error, setError] = useState<unknown>();
  const [pending, setPending] = useState(true);
  const turn = useRef(0);
  const key = JSON.stringify(values);

  useEffect(() => {
    const stop = new AbortController();
    setPending(true);
    const timer = setTimeout(
      () => {
        client
          .call(
            'form',
            { dir, answers: answersInput(JSON.parse(key) as JsonObject) },
            { signal: stop.signal },
          )
          .then(
            (next) => {
              if (stop.signal.aborted) return;
              setState(next);
              setError(undefined);
              setPending(false);
            },
            (problem: unknown) => {
              if (stop.signal.aborted) return;
              setError(problem);
              setPending(false);
            },
          );
      },
      turn.current === 0 ? 0 : TYPING_MS,
    );
    turn.current += 1;
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [dir, key]);

  return {
    state,
    values,
    error,
    pending,
    set(name, value) {
      const { [name]: _old, ...others } = values;
      setAnswers(dir, value === undefined ? others : { ...others, [name]: value });
    },
    fill() {
      client
        .call('form', { dir, answers: 'auto' })
        .then((next) => setAnswers(dir, { ...next.answers }), setError);
    },
    clear() {
      setAnswers(dir, undefined);
    },
  };
}
