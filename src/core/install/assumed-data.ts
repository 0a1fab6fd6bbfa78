import type { JsonObject } from '../json.ts';
import type { DataAssumption, Schemas } from '../terraform/index.ts';
import type { World } from '../world/types.ts';
import { computedAttributes } from './computed.ts';
import { Seeds } from './kernel/index.ts';
import { madeUp, planningAsker } from './resources/index.ts';
import { firstText } from './values.ts';

/**
 * Makes answers up for data sources that decide how much is planned and that a world does not answer: what the rehearsal
 * finds when it comes to them.
 */
export const assumerOf =
  (world: World, schemas: Schemas) =>
  ({ type, args, provider, elements }: DataAssumption): JsonObject => {
    const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
    const region = firstText(given.region) ?? firstText(provider.region) ?? '';
    const missing = computedAttributes(schemas.data(type)?.attributes).filter(
      ({ name }) => name !== 'id' && !(name in given),
    );
    // Nothing that a data source finds is left to chance.
    const random = new Seeds('').for('data');
    return { ...madeUp(missing, planningAsker(world, { args, region, elements }), random), ...given };
  };
