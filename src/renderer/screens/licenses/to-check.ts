import { createStore, useStore } from 'zustand';
import type { Json } from '../../contract.ts';

const toCheck = createStore<{ readonly content: Json | undefined }>(() => ({ content: undefined }));

/** The licence that is being checked; it stays while the person looks at something else. */
export const useToCheck = (): Json | undefined => useStore(toCheck, (state) => state.content);
export const takeToCheck = (content: Json | undefined): void => toCheck.setState({ content });
