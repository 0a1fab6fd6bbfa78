import { SCREENS, type Screen } from '../contract.ts';
import { mark } from '../draw/marks.ts';
import { bold, dim, type Line, span } from '../draw/span.ts';
import { fitLine, justify } from '../draw/width.ts';
import type { Scene } from '../state/app.ts';

/** How many rehearsals run now; they are worth a word wherever one is. */
const running = ({ console }: Scene): number =>
  (console.rehearsals ?? []).filter((each) => each.state === 'running').length;

const counts: Readonly<Record<Screen, (scene: Scene) => number | undefined>> = {
  projects: ({ console }) => console.projects?.length,
  rehearsals: ({ console }) => console.rehearsals?.length,
  instances: ({ console }) => console.instances?.length,
  licenses: ({ console }) => console.licenses?.length,
  registry: ({ console }) => console.repositories?.length,
  world: () => undefined,
  engine: () => undefined,
};

/** All screens in one line, for narrow terminals. */
export function navLine(scene: Scene, width: number): Line {
  const { words, ui } = scene;
  const full = SCREENS.flatMap((screen, at): Line => {
    const here = screen === ui.screen;
    const word = `${at + 1} ${words.t(`screen.${screen}`)}`;
    return [
      span(` ${word} `.slice(at === 0 ? 0 : 1), here ? 'accent' : 'plain', { bold: here, inverse: here }),
    ];
  });
  return fitLine(full, width);
}

/** The screens below each other with their counts, for wide ones. */
export function navColumn(scene: Scene, width: number, height: number): readonly Line[] {
  const { words, ui } = scene;
  const rows = SCREENS.map((screen, at): Line => {
    const here = screen === ui.screen;
    const left: Line = [
      span(here ? '▌' : ' ', 'accent'),
      dim(`${at + 1} `),
      here ? bold(words.t(`screen.${screen}`), 'accent') : span(words.t(`screen.${screen}`)),
    ];
    const live = screen === 'rehearsals' && running(scene) > 0;
    const count = counts[screen](scene);
    const right: Line = live
      ? [mark('running'), span(`${running(scene)} `)]
      : [dim(count === undefined || count === 0 ? ' ' : `${count} `)];
    return justify(left, right, width);
  });
  return Array.from({ length: height }, (_, at) => fitLine(rows[at - 1] ?? [], width));
}

/** Name, place and connection, above the side navigation. */
export function crumbLine(scene: Scene, title: string, width: number): Line {
  const { words, ui, console } = scene;
  const left: Line = [
    bold(' Drydock', 'accent'),
    dim('  ›  '),
    bold(words.t(`screen.${ui.screen}`)),
    ...(title === '' ? [] : [dim('  ›  '), span(title)]),
  ];
  return justify(left, [dim(console.status ? `${console.status.version} ` : '')], width);
}
