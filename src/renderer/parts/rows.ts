import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

interface Window {
  readonly from: number;
  readonly to: number;
}

const SPARE = 12;

/** Which rows of a scrolling list are in sight (and a few more), for rows of one height. */
export function useRowsInSight(box: RefObject<HTMLElement | null>, rows: number, rowHeight: number): Window {
  const [seen, setSeen] = useState<Window>({ from: 0, to: 60 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const from = Math.max(0, Math.floor(element.scrollTop / rowHeight) - SPARE);
      const to = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + SPARE;
      setSeen((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      resized.disconnect();
    };
  }, [box, rowHeight]);
  return { from: Math.min(seen.from, Math.max(0, rows - 1)), to: Math.min(seen.to, rows) };
}

/** Keeps a list at its end while it grows, unless the reader scrolled up. */
export function useStickToEnd(box: RefObject<HTMLElement | null>, length: number): void {
  const [stuck, setStuck] = useState(true);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const scrolled = (): void =>
      setStuck(element.scrollHeight - element.scrollTop - element.clientHeight < 40);
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => element.removeEventListener('scroll', scrolled);
  }, [box]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: growth is what moves the list
  useLayoutEffect(() => {
    if (stuck && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [box, length, stuck]);
}
