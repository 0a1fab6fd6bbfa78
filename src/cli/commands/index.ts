import type { Lang } from '../../core/text.ts';
import { completionCommand } from './completion.ts';
import { confirmExtra } from './confirm.ts';
import { consoleExtra } from './console.ts';
import { desktopCommand } from './desktop.ts';
import { engineCommand } from './engine.ts';
import { guiCommand } from './gui.ts';
import type { ActionExtra, NativeCommand } from './native.ts';
import { simulateExtra } from './simulate.ts';
import { startCommand } from './start.ts';
import { templateExtra } from './template.ts';
import { tuiCommand } from './tui.ts';
import { upCommand } from './up.ts';

/** The commands that are not actions, in the order of `--help`. Their code is loaded when they run. */
export const nativeCommands = (lang: Lang): readonly NativeCommand[] => [
  startCommand(lang),
  upCommand(lang),
  tuiCommand(lang),
  guiCommand(lang),
  desktopCommand(lang),
  completionCommand(lang),
  engineCommand(lang),
];

const extras: Readonly<Record<string, ActionExtra>> = {
  console: consoleExtra,
  'registry.gc': confirmExtra('registry.gc'),
  'registry.rm': confirmExtra('registry.rm'),
  simulate: simulateExtra,
  template: templateExtra,
};

/** What the command line adds to an action's command; most have nothing. */
export const extraOf = (id: string): ActionExtra | undefined => extras[id];
