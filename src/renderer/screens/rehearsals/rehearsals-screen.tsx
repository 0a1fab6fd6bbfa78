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
import { RehearsalDetail } from './rehearsal-detail.tsx';

/** Rehearsals, wherever they were started: the running ones first. */
export function RehearsalsScreen() {
  const { t, lang } = useText();
  const now = useNow();
  const { path } = useRoute();
  const rehearsals = useConsole((state) => state.rehearsals);
  const [id, tab] = path;
  const ordered = rehearsals && [
    ...rehearsals.filter((each) => each.state === 'running'),
    ...rehearsals.filter((each) => each.state !== 'running'),
  ];
  return (
    <div className="list-detail">
      <ListPane
        label={t('screen.rehearsals')}
        items={ordered?.map((each) => ({
          id: each.id,
          title: each.project,
          words: `${each.project} ${each.id} ${each.packageId} ${each.state}`,
          aside: <StateMark state={each.state} />,
          under: (
            <span className="between">
              <span className="mono dim clip">{visible(each.id)}</span>
              <span className="dim">{ago(each.startedAt, now, lang)}</span>
            </span>
          ),
        }))}
        selected={id}
        onSelect={(next) => go('rehearsals', tab === undefined ? [next] : [next, tab], 'replace')}
        empty={
          <Empty
            title={t('rehearsals.empty')}
            action={<a href={hrefOf('projects')}>{t('rehearsals.empty.go')}</a>}
          >
            {t('rehearsals.empty.help')}
          </Empty>
        }
      />
      <div className="detail">
        {id === undefined ? (
          <Nothing />
        ) : (
          <RehearsalDetail key={id} id={id} tab={tab} view={rehearsals?.find((each) => each.id === id)} />
        )}
      </div>
    </div>
  );
}

function Nothing() {
  const { t } = useText();
  useCliLine('rehearsal.list');
  return <Empty title={t('rehearsals.select')}>{t('rehearsals.select.help')}</Empty>;
}
