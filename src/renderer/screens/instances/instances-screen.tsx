import { useText } from '../../i18n/index.ts';
import { Empty } from '../../parts/basics.tsx';
import { ListPane } from '../../parts/list-pane.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { useNow } from '../../state/now.ts';
import { go, hrefOf, useRoute } from '../../state/route.ts';
import { ago } from '../../text/format.ts';
import { visible } from '../../text/visible.ts';
import { InstanceDetail } from './instance-detail.tsx';

/** What rehearsals left: newest first. */
export function InstancesScreen() {
  const { t, lang } = useText();
  const now = useNow();
  const { path } = useRoute();
  const instances = useConsole((state) => state.instances);
  const [id, tab] = path;
  return (
    <div className="list-detail">
      <ListPane
        label={t('screen.instances')}
        items={instances?.map((each) => ({
          id: each.id,
          title: each.id,
          mono: true,
          words: `${each.id} ${each.project} ${each.packageId}`,
          aside: <StateMark state={each.status} compact />,
          under: (
            <span className="between">
              <span className="dim clip">{visible(each.project)}</span>
              <span className="dim">{ago(each.createdAt, now, lang)}</span>
            </span>
          ),
        }))}
        selected={id}
        onSelect={(next) => go('instances', tab === undefined ? [next] : [next, tab], 'replace')}
        empty={
          <Empty
            title={t('instances.empty')}
            action={<a href={hrefOf('projects')}>{t('rehearsals.empty.go')}</a>}
          >
            {t('instances.empty.help')}
          </Empty>
        }
      />
      <div className="detail">
        {id === undefined ? <Nothing /> : <InstanceDetail key={id} id={id} tab={tab} />}
      </div>
    </div>
  );
}

function Nothing() {
  const { t } = useText();
  useCliLine('instance.list');
  return <Empty title={t('instances.select')}>{t('instances.select.help')}</Empty>;
}
