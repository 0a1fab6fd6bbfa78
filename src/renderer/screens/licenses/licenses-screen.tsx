import { ActionBar } from '../../actions/action-bar.tsx';
import { CHECK, subjectsOf } from '../../actions/subjects.ts';
import { useText } from '../../i18n/index.ts';
import { Empty } from '../../parts/basics.tsx';
import { ListPane } from '../../parts/list-pane.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go, hrefOf, useRoute } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { LicenseCheck } from './license-check.tsx';
import { LicenseDetail } from './license-detail.tsx';

/** Licences that this data directory issued, and a place to check any licence. */
export function LicensesScreen() {
  const { t } = useText();
  const route = useRoute();
  const licenses = useConsole((state) => state.licenses);
  const [id] = route.path;
  return (
    <div className="list-detail">
      <ListPane
        label={t('screen.licenses')}
        items={licenses?.map((each) => ({
          id: each.id,
          title: each.instance,
          mono: true,
          words: `${each.id} ${each.instance} ${each.packageId} ${each.status}`,
          aside: <StateMark state={each.status} />,
          under: (
            <span className="between">
              <Data mono dim clip>
                {each.id}
              </Data>
              <span className="dim">{each.mode}</span>
            </span>
          ),
        }))}
        selected={id}
        onSelect={(next) => go('licenses', [next], 'replace')}
        empty={
          <Empty
            title={t('licenses.empty')}
            action={<a href={hrefOf('instances')}>{t('licenses.empty.go')}</a>}
          >
            {t('licenses.empty.help')}
          </Empty>
        }
        top={<ActionBar screen="licenses" which="screen" subjects={subjectsOf(route)} />}
      />
      <div className="detail">
        {id === CHECK ? (
          <LicenseCheck />
        ) : id === undefined ? (
          <Nothing />
        ) : (
          <LicenseDetail key={id} id={id} />
        )}
      </div>
    </div>
  );
}

function Nothing() {
  const { t } = useText();
  useCliLine('license.list');
  return (
    <Empty
      title={t('licenses.select')}
      action={<a href={hrefOf('licenses', CHECK)}>{t('licenses.check')}</a>}
    >
      {t('licenses.select.help')}
    </Empty>
  );
}
