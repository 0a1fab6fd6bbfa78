/** Works on all items, at most `width` at a time. The first failure stops new ones and is thrown when all have ended. */
export async function inParallel<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items].reverse();
  let failure: { readonly error: unknown } | undefined;
  const lane = async (): Promise<void> => {
    for (let item = waiting.pop(); item !== undefined && !failure; item = waiting.pop()) {
      try {
        await work(item);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  if (failure) throw failure.error;
}
