/** Where the panes were scrolled to when they were last drawn, so that moving a cursor moves as little as possible. */
export interface Viewport {
  readonly places: Map<string, Placed>;
}

export interface Placed {
  readonly offset: number;
  /** Rows that are seen at once. */
  readonly room: number;
  /** Greatest offset that shows something below. */
  readonly most: number;
  /** Things the cursor stops at; 0 where a text is scrolled. */
  readonly picks: number;
}

export const createViewport = (): Viewport => ({ places: new Map() });

const KEPT = 200;

interface Wanted {
  readonly total: number;
  readonly room: number;
  readonly picks: number;
  /** Rows of the thing under the cursor; these are brought into sight. */
  readonly cursor?: { readonly from: number; readonly to: number };
  /** Place that a text was scrolled to. */
  readonly place?: number;
}

/** The first row to show. */
export function placed(
  { places }: Viewport,
  key: string,
  { total, room, picks, cursor, place }: Wanted,
): number {
  const most = Math.max(0, total - room);
  const before = place ?? places.get(key)?.offset ?? 0;
  let offset = Math.max(0, Math.min(before, most));
  if (cursor) {
    if (cursor.to > offset + room) offset = Math.min(cursor.to - room, cursor.from);
    if (cursor.from < offset) offset = cursor.from;
  }
  places.delete(key);
  places.set(key, { offset, room, most, picks });
  for (const old of places.keys()) {
    if (places.size <= KEPT) break;
    places.delete(old);
  }
  return offset;
}

export const placeOf = ({ places }: Viewport, key: string): Placed =>
  places.get(key) ?? { offset: 0, room: 1, most: 0, picks: 0 };
