import { box } from '../draw/box.ts';
import { bold, dim, type Line, span } from '../draw/span.ts';
import { fitLine, justify, lineWidth, restyled, shortenStart, widthOf } from '../draw/width.ts';
import { paragraph } from '../draw/wrap.ts';
import type { ListView, Row } from '../screens/screen.ts';
import { filtered, selectedId } from '../screens/selection.ts';
import type { Scene } from '../state/app.ts';
import { placed, type Viewport } from './viewport.ts';

export const listKey = (scene: Scene): string => `list ${scene.ui.screen}`;

/** The list of a screen in its frame. */
export function listPane(
  scene: Scene,
  view: ListView,
  width: number,
  height: number,
  viewport: Viewport,
): readonly Line[] {
  const { ui, words } = scene;
  const { screen } = ui;
  const inner = width - 2;
  const room = height - 2;
  const focused = ui.pane === 'list';
  const all = view.rows;
  const rows = filtered(scene, screen, all ?? []);
  const selected = selectedId(scene, screen, all);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === selected),
  );
  const offset = placed(viewport, listKey(scene), {
    total: rows.length,
    room,
    picks: rows.length,
    cursor: { from: at, to: at + 1 },
  });
  const lines =
    all === undefined
      ? [[dim(` ${words.t('common.reading')}`)]]
      : all.length === 0
        ? emptyLines(scene, view, inner)
        : rows.length === 0
          ? [[dim(` ${words.t('common.noMatch')}`)]]
          : rows.slice(offset, offset + room).map((row) => rowLine(row, row.id === selected, focused, inner));
  const filter = ui.filters[screen] ?? '';
  const note: Line =
    filter !== '' || ui.filtering
      ? [span(`/${filter}`, 'accent'), ...(ui.filtering ? [span(' ', 'plain', { inverse: true })] : [])]
      : rows.length > room
        ? [dim(`${at + 1}/${rows.length}`)]
        : [];
  const title: Line = [
    focused ? bold(words.t(`screen.${screen}`), 'accent') : span(words.t(`screen.${screen}`)),
    ...(all && all.length > 0 && screen !== 'world' && screen !== 'engine'
      ? [dim(` ${all.filter((row) => row.indent === undefined).length}`)]
      : []),
  ];
  return box(lines, { width, height, title, note, focused });
}

function rowLine(row: Row, selected: boolean, focused: boolean, width: number): Line {
  const lead: Line = [
    span(selected ? '▌' : ' ', 'accent'),
    span('  '.repeat(row.indent ?? 0)),
    ...(row.mark ? [row.mark, span(' ')] : []),
  ];
  const note = row.note ? [dim(` ${row.note} `)] : [];
  const room = width - lineWidth(lead) - (row.note ? widthOf(row.note) + 2 : 0);
  const text = row.keepsEnd ? shortenStart(row.text, Math.max(4, room)) : row.text;
  const whole = justify([...lead, selected ? bold(text) : span(text)], room < 6 ? [] : note, width);
  return selected && focused ? restyled(fitLine(whole, width), { inverse: true, tone: 'plain' }) : whole;
}

function emptyLines({ words }: Scene, view: ListView, width: number): readonly Line[] {
  return [
    [],
    ...paragraph(words.t(view.empty.title), width - 2).map(
      (each): Line => [span(' '), ...restyled(each, { bold: true })],
    ),
    [],
    ...paragraph(words.t(view.empty.help), width - 2, 'dim').map((each): Line => [span(' '), ...each]),
  ];
}
