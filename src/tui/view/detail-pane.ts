import { box } from '../draw/box.ts';
import { bold, dim, type Line, span } from '../draw/span.ts';
import { fitLine, lineWidth, shorten } from '../draw/width.ts';
import type { DetailView } from '../screens/screen.ts';
import type { Scene } from '../state/app.ts';
import { placed, type Viewport } from './viewport.ts';

export const detailKey = (view: DetailView): string => `${view.key} ${view.tab}`;

/** Columns and rows inside a detail's frame: a gutter to the left for the cursor, a row for the tabs. */
export const detailSize = (width: number, height: number, tabs: boolean) => ({
  width: Math.max(10, width - 4),
  height: Math.max(1, height - 2 - (tabs ? 1 : 0)),
});

/** The detail of a screen in its frame: tabs, what stays above, what scrolls, what stays below. */
export function detailPane(
  scene: Scene,
  view: DetailView,
  width: number,
  height: number,
  viewport: Viewport,
): readonly Line[] {
  const focused = scene.ui.pane === 'detail';
  const hasTabs = view.tabs.length > 0;
  const room = detailSize(width, height, hasTabs).height;
  const above = view.head.slice(0, Math.max(0, room - 3));
  const foot = (view.foot ?? []).slice(0, Math.max(0, room - above.length - 1));
  const free = Math.max(1, room - above.length - foot.length);
  const { lines, note } = scrolled(scene, view, width - 4, free, focused, viewport);
  const inside = (line: Line): Line => [span(' '), ...fitLine(line, width - 4)];
  return box(
    [
      ...(hasTabs ? [tabLine(scene, view, width - 3)] : []),
      ...above.map(inside),
      ...Array.from({ length: free }, (_, at) => lines[at] ?? []),
      ...foot.map(inside),
    ],
    {
      width,
      height,
      title: view.title === '' ? [] : [focused ? bold(view.title, 'accent') : span(view.title)],
      note,
      focused,
    },
  );
}

interface Scrolled {
  readonly lines: readonly Line[];
  readonly note: Line;
}

function scrolled(
  { ui }: Scene,
  view: DetailView,
  width: number,
  room: number,
  focused: boolean,
  viewport: Viewport,
): Scrolled {
  const key = detailKey(view);
  const picks = view.blocks.filter((each) => each.pick !== undefined).length;
  const wish = ui.cursors[key];
  const at = Math.min(Math.max(0, wish ?? 0), Math.max(0, picks - 1));
  const all: Line[] = [];
  let seen = -1;
  let cursor = { from: 0, to: 0 };
  for (const each of view.blocks) {
    if (each.pick !== undefined) seen += 1;
    const here = picks > 0 && each.pick !== undefined && seen === at;
    // What stands before the first thing to pick is shown together with it.
    if (here)
      cursor = {
        from: at === 0 ? 0 : all.length,
        to: Math.min(all.length + each.lines.length, all.length + room),
      };
    for (const line of each.lines)
      all.push([span(here && focused ? '▌' : ' ', 'accent'), ...fitLine(line, width)]);
  }
  const most = Math.max(0, all.length - room);
  const place = wish ?? (view.follow ? most : 0);
  const offset = placed(viewport, key, {
    total: all.length,
    room,
    picks,
    ...(picks > 0 ? { cursor } : { place }),
  });
  const from = all.length === 0 ? 0 : offset + 1;
  return {
    lines: all.slice(offset, offset + room),
    note: all.length > room ? [dim(`${from}–${Math.min(all.length, offset + room)}/${all.length}`)] : [],
  };
}

/** The tabs in one line; where there is no room for all, those before the open one go first. */
function tabLine({ words }: Scene, view: DetailView, width: number): Line {
  const tabs = view.tabs.map((tab): Line => {
    const here = tab.id === view.tab;
    const word = words.t(tab.title) + (tab.count === undefined || tab.count === 0 ? '' : ` ${tab.count}`);
    return [span(` ${word} `, here ? 'accent' : 'dim', { bold: here, inverse: here })];
  });
  const open = view.tabs.findIndex((tab) => tab.id === view.tab);
  let from = 0;
  while (from < open && lineWidth(tabs.slice(from, open + 1).flat()) > width - 4) from += 1;
  const shown: Line[] = [];
  for (const tab of tabs.slice(from)) {
    if (lineWidth([...shown.flat(), ...tab]) > width - 3) break;
    shown.push(tab);
  }
  const more = from + shown.length < tabs.length;
  const first = shown[0] ?? [
    span(shorten(words.t(view.tabs[open]?.title ?? 'common.reading'), width - 4), 'accent', {
      inverse: true,
    }),
  ];
  return [dim(from > 0 ? '‹' : ' '), ...first, ...shown.slice(1).flat(), dim(more ? ' ›' : '')];
}
