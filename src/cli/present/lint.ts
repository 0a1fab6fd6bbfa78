import type { Presenters } from './presenter.ts';

export const presenters = {
  lint: {
    status: (result) => (result.counts.error > 0 ? 1 : 0),
    text: (result, io) => void io.out.write(result.report),
    // The report is the same findings once more, for people.
    json: ({ report: _, ...findings }) => findings,
  },
} satisfies Presenters;
