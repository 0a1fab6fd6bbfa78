import { MantineProvider } from '@mantine/core';
import { useCallback, useState } from 'react';
import { ConfirmDialog } from './actions/confirm-dialog.tsx';
import { InputPanel } from './actions/input-panel.tsx';
import { Jobs } from './actions/jobs.tsx';
import { KeyHelp } from './actions/key-help.tsx';
import { Palette } from './actions/palette.tsx';
import { useKeys } from './actions/use-keys.ts';
import type { Screen } from './contract.ts';
import { Guard } from './parts/guard.tsx';
import { EngineScreen } from './screens/engine/engine-screen.tsx';
import { InstancesScreen } from './screens/instances/instances-screen.tsx';
import { LicensesScreen } from './screens/licenses/licenses-screen.tsx';
import { ProjectsScreen } from './screens/projects/projects-screen.tsx';
import { RegistryScreen } from './screens/registry/registry-screen.tsx';
import { RehearsalsScreen } from './screens/rehearsals/rehearsals-screen.tsx';
import { WorldScreen } from './screens/world/world-screen.tsx';
import { ConnectionBar } from './shell/connection-bar.tsx';
import { FootBar } from './shell/foot-bar.tsx';
import { SideNav } from './shell/side-nav.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { useScheme } from './shell/use-scheme.ts';
import { useRoute } from './state/route.ts';
import { theme } from './theme.ts';

const screenParts: Readonly<Record<Screen, () => React.ReactNode>> = {
  projects: ProjectsScreen,
  rehearsals: RehearsalsScreen,
  instances: InstancesScreen,
  licenses: LicensesScreen,
  registry: RegistryScreen,
  world: WorldScreen,
  engine: EngineScreen,
};

export function App() {
  const route = useRoute();
  const scheme = useScheme();
  const [open, setOpen] = useState<'palette' | 'help' | undefined>();
  const palette = useCallback(() => setOpen('palette'), []);
  const help = useCallback(() => setOpen((now) => (now === 'help' ? undefined : 'help')), []);
  const close = useCallback(() => setOpen(undefined), []);
  useKeys(route, { palette, help });
  const Part = screenParts[route.screen];
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <div className="shell">
        <SideNav route={route} />
        <TopBar route={route} onPalette={palette} onHelp={help} />
        <main className="screen" id="main" tabIndex={-1}>
          <ConnectionBar />
          <Guard key={route.screen}>
            <Part />
          </Guard>
        </main>
        <FootBar />
      </div>
      <InputPanel />
      {open === 'help' && <KeyHelp onClose={close} />}
      {open === 'palette' && <Palette onClose={close} />}
      <ConfirmDialog />
      <Jobs />
    </MantineProvider>
  );
}
