import { Document } from 'yaml';
import type { CostEstimate } from './types.ts';

/** Arguments by which clouds price; the rest of a resource's values would make a price fit nothing else. */
const TELLING = /(type|size|class|version|spec|mem|cpu|volume|capacity|engine|bandwidth)/;
const MOST_FACTS = 6;

/** A price book to fill in: one place for each component that has no price yet. */
export function priceTemplate({ resources }: CostEstimate, today: string): string {
  const seen = new Set<string>();
  const prices = resources.flatMap(({ type, region, lines }) =>
    lines
      .filter((line) => line.hourly === undefined)
      .flatMap(({ component, charge, facts }) => {
        const where = Object.fromEntries(
          Object.entries(facts)
            .filter(([name, value]) => TELLING.test(name) && value !== '')
            .slice(0, MOST_FACTS),
        );
        const price = {
          resource: type,
          component,
          where,
          ...(region === '' ? {} : { region }),
          charge,
          amount: null,
          currency: 'CNY',
          per: charge === 'prepaid' ? 'month' : 'hour',
          source: 'where you read it',
          date: today,
          confidence: 'high',
        };
        const key = JSON.stringify(price);
        if (seen.has(key)) return [];
        seen.add(key);
        return [price];
      }),
  );
  const document = new Document({ format: 'drydock-prices/1', name: 'my prices', prices });
  document.commentBefore =
    ' Prices of your own. Fill in amount, source and date; what stays null counts as "no price known".\n Use it with `drydock cost DIR --prices FILE`, or always with `drydock prices FILE`.';
  return document.toString({ lineWidth: 120 });
}
