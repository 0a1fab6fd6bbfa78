import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Json, JsonObject } from '../contract.ts';

/** The answers that the person gave to each project's form, by folder; the first valid choices until one is touched. */
export type FormsState = Readonly<Record<string, JsonObject>>;
export type Forms = StoreApi<FormsState>;

export const createForms = (): Forms => createStore<FormsState>(() => ({}));

export const setAnswers = (forms: Forms, dir: string, values: JsonObject | undefined): void => {
  const { [dir]: _old, ...others } = forms.getState();
  forms.setState(values === undefined ? others : { ...others, [dir]: values }, true);
};

/** One answer more, on top of those that stood in the form. */
export function setAnswer(
  forms: Forms,
  dir: string,
  base: JsonObject,
  name: string,
  value: Json | undefined,
): void {
  const { [name]: _old, ...others } = forms.getState()[dir] ?? base;
  setAnswers(forms, dir, value === undefined ? others : { ...others, [name]: value });
}

/** The `answers` field of form, plan and rehearsal for a project. */
export const answersInput = (forms: FormsState, dir: string): JsonObject | 'auto' => {
  const values = forms[dir];
  return values === undefined ? 'auto' : { values };
};
