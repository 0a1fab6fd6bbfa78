/** What changed, so that a face can read it again. */
export interface Change {
  readonly topic: 'projects' | 'rehearsals' | 'instances' | 'licenses' | 'registry' | 'engine';
  /** Id of what changed, where it is one thing. */
  readonly id?: string;
}

type Listener = (change: Change) => void;

/** Tells every face that something changed. Carries no data: what a face shows is always read from the truth. */
export class ChangeFeed {
  readonly #listeners = new Set<Listener>();

  publish(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
