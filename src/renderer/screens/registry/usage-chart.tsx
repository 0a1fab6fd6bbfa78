import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { UsagePoint } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { usePreference } from '../../state/preferences.ts';
import { bytes, time } from '../../text/format.ts';

const HEIGHT = 210;

/** Axis marks at round sizes: powers of two and their multiples, not of ten. */
const STEPS = Array.from({ length: 44 }, (_, power) => 2 ** power);

const css = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Seconds that the chart spans at least: of a store that is new there is one point, and a span of nothing has no marks. */
const SHORTEST = 600;

/** Space over time in steps: what is stored, and above it what collections took and undo still holds. */
export function UsageChart({ points }: { readonly points: readonly UsagePoint[] }) {
  const { t, lang } = useText();
  const box = useRef<HTMLDivElement>(null);
  const scheme = usePreference('scheme');
  const [at, setAt] = useState<number>();
  const shown = points[at ?? points.length - 1];
  const first = points[0];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours that are read from the page
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const plot = new UPlot(
      optionsFor(element.clientWidth, lang, points.length === 1, setAt),
      dataOf(points),
      element,
    );
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [points, lang, scheme]);

  return (
    <figure className="usage-chart">
      <div
        ref={box}
        role="img"
        aria-label={t('registry.chart.label', {
          from: first ? time(first.at) : '',
          before: bytes(first?.bytes ?? 0),
          now: bytes(points.at(-1)?.bytes ?? 0),
        })}
      />
      {shown && (
        <figcaption className="small">
          <span className="dim number">{time(shown.at)}</span>
          <span>
            <i className="swatch stored" aria-hidden="true" /> {t('registry.bytes')}{' '}
            <strong>{bytes(shown.bytes)}</strong>
          </span>
          <span>
            <i className="swatch trash" aria-hidden="true" /> {t('registry.trash')}{' '}
            <strong>{bytes(shown.trashBytes)}</strong>
          </span>
          <span className="dim">{t('registry.chart.counts', { tags: shown.tags, blobs: shown.blobs })}</span>
        </figcaption>
      )}
    </figure>
  );
}

/** Before the points one without values, where the chart begins. */
function dataOf(points: readonly UsagePoint[]): UPlot.AlignedData {
  const times = points.map((point) => Date.parse(point.at) / 1000);
  const start = Math.min(times[0] ?? 0, (times.at(-1) ?? 0) - SHORTEST);
  return [
    [start, ...times],
    [null, ...points.map((point) => point.bytes + point.trashBytes)],
    [null, ...points.map((point) => point.bytes)],
  ];
}

function optionsFor(
  width: number,
  lang: string,
  alone: boolean,
  show: (at: number | undefined) => void,
): UPlot.Options {
  const stepped = UPlot.paths.stepped?.({ align: 1 });
  const grid = { stroke: css('--line'), width: 1 };
  const axis = { stroke: css('--dim'), grid, ticks: { ...grid, size: 4 }, font: `11px ${css('--font')}` };
  const line = (stroke: string, rest: Partial<UPlot.Series>): UPlot.Series => ({
    stroke,
    width: 1.5,
    // One point makes no line.
    points: { show: alone },
    ...(stepped && { paths: stepped }),
    ...rest,
  });
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 6 }, y: false },
    scales: {
      x: { time: true },
      y: { range: (_plot, _low, high) => [0, Math.max(1024, high * 1.08)] },
    },
    axes: [
      {
        ...axis,
        space: 90,
        values: (_plot, marks) => marks.map((mark, index) => dayOrTime(mark, marks[index - 1], lang)),
      },
      { ...axis, size: 68, incrs: STEPS, values: (_plot, marks) => marks.map(bytes) },
    ],
    series: [
      {},
      line(css('--warn'), { dash: [4, 3], width: 1 }),
      line(css('--accent'), { fill: `${css('--accent')}22` }),
    ],
    hooks: { setCursor: [({ cursor: { idx } }) => show(idx == null ? undefined : Math.max(0, idx - 1))] },
  };
}

/** The time of day, or the date where a new day begins. */
function dayOrTime(mark: number, before: number | undefined, lang: string): string {
  const date = new Date(mark * 1000);
  const isNewDay = before === undefined || new Date(before * 1000).toDateString() !== date.toDateString();
  return new Intl.DateTimeFormat(
    lang,
    isNewDay ? { month: 'short', day: 'numeric' } : { hour: '2-digit', minute: '2-digit', hour12: false },
  ).format(date);
}
