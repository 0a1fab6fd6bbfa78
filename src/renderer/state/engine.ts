import { useStore } from 'zustand';
import { type ConsoleState, createClient, createConsoleStore, fetchTransport } from '../../client/index.ts';

/** The page's one client and the lists that follow the engine. */
export const client = createClient(fetchTransport);
export const engineLists = createConsoleStore(client);

/** A part of what the console knows; the component renders again when that part changes. */
export const useConsole = <T>(select: (state: ConsoleState) => T): T => useStore(engineLists.store, select);
