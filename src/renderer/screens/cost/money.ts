import type { CostTotal } from '../../contract.ts';

/** An amount with its currency; small ones with the places that make them more than nothing. */
export const money = (amount: number, currency: string): string =>
  `${amount < 0 ? '−' : ''}${Math.abs(amount).toFixed(Math.abs(amount) < 1 ? 4 : 2)} ${currency}`;

/** `+0.0400 CNY`. */
export const signed = ({ hourly, currency }: CostTotal): string =>
  `${hourly >= 0 ? '+' : ''}${money(hourly, currency)}`;
