import { create } from 'zustand';
import type { AccountSecretView } from '../../../contract.ts';

/** A secret that was just made. It lives in this page's memory until the card is closed. */
export const useFreshSecret = create<{ readonly made: AccountSecretView | undefined }>(() => ({
  made: undefined,
}));

export const keepFreshSecret = (made: AccountSecretView): void => useFreshSecret.setState({ made });
export const dropFreshSecret = (): void => useFreshSecret.setState({ made: undefined });
