import type { GcPlan } from '../gc-types.ts';

/** Items of all kept plans together, beyond the newest plan: a plan of a million takes some hundred megabytes. */
const ITEMS = 200_000;
const PLANS = 8;

/** Plans that were shown and may be asked for again, so that what is run is what was seen. */
export class PlanShelf {
  readonly #plans = new Map<string, GcPlan>();

  get(id: string): GcPlan | undefined {
    return this.#plans.get(id);
  }

  put(plan: GcPlan): void {
    this.#plans.delete(plan.id);
    this.#plans.set(plan.id, plan);
    let items = [...this.#plans.values()].reduce((sum, each) => sum + each.items.length, 0);
    for (const [id, each] of this.#plans) {
      if (id === plan.id || (items <= ITEMS && this.#plans.size <= PLANS)) return;
      this.#plans.delete(id);
      items -= each.items.length;
    }
  }

  /** A plan that was run is used up. */
  drop(id: string): void {
    this.#plans.delete(id);
  }
}
