import { createStore, useStore } from 'zustand';
import type { JsonObject } from '../contract.ts';

/** The answers that the person gave to each project's form in this page; `auto` until one is touched. */
const answersByProject = createStore<Readonly<Record<string, JsonObject>>>(() => ({}));

export const useAnswers = (dir: string): JsonObject | undefined =>
  useStore(answersByProject, (state) => state[dir]);

export const answersOf = (dir: string): JsonObject | undefined => answersByProject.getState()[dir];

export const setAnswers = (dir: string, values: JsonObject | undefined): void => {
  const { [dir]: _old, ...others } = answersByProject.getState();
  answersByProject.setState(values === undefined ? others : { ...others, [dir]: values }, true);
};

/** The `answers` field of plan, form and rehearsal for a project. */
export const answersInput = (values: JsonObject | undefined): 'auto' | { values: JsonObject } =>
  values === undefined ? 'auto' : { values };
