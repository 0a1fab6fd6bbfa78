import { useState } from 'react';
import { ActionBar } from '../../actions/action-bar.tsx';
import type { ActionInput, Json, World } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Facts, Lines } from '../../parts/basics.tsx';
import { ContentInput } from '../../parts/content-input.tsx';
import { DetailHead, DetailTabs } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go, useRoute } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { isObject } from '../../text/json.ts';
import { Machines } from './machines.tsx';
import { Networks } from './networks.tsx';
import { Prices } from './prices.tsx';
import { Quotas } from './quotas.tsx';
import { Regions } from './regions.tsx';
import { People, Running, runningCount } from './running.tsx';
import { Things } from './things.tsx';

type WorldInput = ActionInput<'world.show'>;

/** The account that rehearsals play in: the built-in one, or one from a file to look at. */
export function WorldScreen() {
  const { t } = useText();
  const { path } = useRoute();
  const [content, setContent] = useState<Json>();
  const input: WorldInput =
    isObject(content) && typeof content.name === 'string' && typeof content.text === 'string'
      ? { world: { name: content.name, text: content.text } }
      : {};
  useCliLine('world.show', input.world ? { world: { name: input.world.name, text: '' } } : {});
  const { data, error, ask } = useAnswer('world.show', input);
  const field = useConsole((state) => state.actions)
    ?.find((each) => each.id === 'world.show')
    ?.fields.find((each) => each.name === 'world');
  const world: World | undefined = data;
  return (
    <div className="detail detail-alone">
      <DetailHead
        title={world ? <Data>{world.name}</Data> : t('screen.world')}
        under={world && <span className="dim">{t(world.closed ? 'world.closed' : 'world.open')}</span>}
        actions={<ActionBar screen="world" which="screen" subjects={{}} />}
      />
      {error ? (
        <ErrorPanel error={error} again={ask} />
      ) : world ? (
        <DetailTabs
          value={path[0] ?? 'regions'}
          onChange={(tab) => go('world', [tab], 'replace')}
          tabs={[
            {
              id: 'regions',
              title: t('world.regions'),
              count: world.regions.length,
              body: () => <Regions world={world} />,
            },
            {
              id: 'networks',
              title: t('world.networks'),
              count: world.vpcs.length,
              body: () => <Networks world={world} />,
            },
            {
              id: 'machines',
              title: t('world.machines'),
              count: world.instanceTypes.length,
              body: () => <Machines world={world} />,
            },
            {
              id: 'running',
              title: t('world.running'),
              count: runningCount(world, t),
              body: () => <Running world={world} />,
            },
            {
              id: 'people',
              title: t('world.people'),
              count: world.camUsers.length + world.camRoles.length,
              body: () => <People world={world} />,
            },
            { id: 'things', title: t('world.things'), body: () => <Things world={world} /> },
            {
              id: 'quotas',
              title: t('world.quotas'),
              count: Object.keys(world.quotas).length,
              body: () => <Quotas world={world} />,
            },
            {
              id: 'account',
              title: t('world.account'),
              body: () => (
                <div className="stack">
                  <Facts
                    facts={[
                      { name: 'Uin', value: <Data mono>{world.account.uin}</Data> },
                      { name: 'OwnerUin', value: <Data mono>{world.account.ownerUin}</Data> },
                      { name: 'AppId', value: <Data mono>{world.account.appId}</Data> },
                      { name: t('world.date'), value: <Data mono>{world.date}</Data> },
                    ]}
                  />
                  {field && <ContentInput field={field} value={content} onChange={setContent} />}
                </div>
              ),
            },
            { id: 'prices', title: t('cost.book'), body: () => <Prices /> },
          ]}
        />
      ) : (
        <Lines />
      )}
      {error && field ? <ContentInput field={field} value={content} onChange={setContent} /> : null}
    </div>
  );
}
