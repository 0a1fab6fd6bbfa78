import type { Screen } from '../contract.ts';
import { engine } from './engine.ts';
import { instances } from './instances.ts';
import { licenses } from './licenses.ts';
import { projects } from './projects.ts';
import { registry } from './registry.ts';
import { rehearsals } from './rehearsals.ts';
import type { ScreenModule } from './screen.ts';
import { world } from './world.ts';

/** What each screen shows and asks. */
export const screens: Readonly<Record<Screen, ScreenModule>> = {
  projects,
  rehearsals,
  instances,
  licenses,
  registry,
  world,
  engine,
};

export const screenOf = (screen: Screen): ScreenModule => screens[screen];
