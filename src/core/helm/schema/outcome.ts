/** What a validation found, and how near the value came: the nearest of several alternatives is reported. */
export class Outcome {
  readonly errors: string[] = [];
  score = 0;

  get valid(): boolean {
    return this.errors.length === 0;
  }

  add(field: string, words: string): void {
    this.errors.push(`${field === '' ? '(root)' : field}: ${words}`);
    this.score -= 2;
  }

  merge(other: Outcome): void {
    this.errors.push(...other.errors);
    this.score += other.score;
  }
}
