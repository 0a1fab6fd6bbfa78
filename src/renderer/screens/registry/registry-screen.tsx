import { ActionBar } from '../../actions/action-bar.tsx';
import { subjectsOf } from '../../actions/subjects.ts';
import { useText } from '../../i18n/index.ts';
import { Copy, Empty } from '../../parts/basics.tsx';
import { ListPane } from '../../parts/list-pane.tsx';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go, useRoute } from '../../state/route.ts';
import { bytes, count } from '../../text/format.ts';
import { ImageDetail } from './image-detail.tsx';
import { TagTable } from './tag-table.tsx';

/** Repositories beside the tags of one, or beside one image. */
export function RegistryScreen() {
  const { t, lang } = useText();
  const route = useRoute();
  const repositories = useConsole((state) => state.repositories);
  const [repository, tag] = route.path;
  return (
    <div className="list-detail">
      <ListPane
        label={t('screen.registry')}
        items={repositories?.map((each) => ({
          id: each.name,
          title: each.name,
          mono: true,
          words: each.name,
          under: (
            <span className="between">
              <span className="dim">
                {t('registry.tagCount', { count: each.tags, shown: count(each.tags, lang) })}
              </span>
              <span className="dim number">{bytes(each.bytes)}</span>
            </span>
          ),
        }))}
        selected={repository}
        onSelect={(next) => go('registry', [next], 'replace')}
        empty={<PushFirst />}
        top={<ActionBar screen="registry" which="screen" subjects={subjectsOf(route)} />}
      />
      <div className="detail">
        {repository === undefined ? (
          <Usage />
        ) : tag === undefined ? (
          <TagTable key={repository} repository={repository} />
        ) : (
          <ImageDetail key={`${repository} ${tag}`} repository={repository} tag={tag} />
        )}
      </div>
    </div>
  );
}

function PushFirst() {
  const { t } = useText();
  const address = useConsole((state) => state.status?.registry?.address);
  return (
    <Empty title={t('registry.empty')}>
      <p>{t('registry.empty.help')}</p>
      {address !== undefined && <Push address={address} />}
    </Empty>
  );
}

function Push({ address }: { readonly address: string }) {
  const line = `docker tag my-app:1.0 ${address}/my-app:1.0 && docker push ${address}/my-app:1.0`;
  return (
    <div className="example">
      <code>{line}</code>
      <Copy text={line} />
    </div>
  );
}

/** What the registry holds in all. */
function Usage() {
  const { t, lang } = useText();
  useCliLine('registry.usage');
  const usage = useConsole((state) => state.usage);
  const address = useConsole((state) => state.status?.registry?.address);
  const rows: readonly (readonly [string, string])[] = usage
    ? [
        [t('registry.repositories'), count(usage.repositories, lang)],
        [t('registry.tags'), count(usage.tags, lang)],
        [t('registry.manifests'), count(usage.manifests, lang)],
        [t('registry.blobs'), count(usage.blobs, lang)],
        [t('registry.bytes'), bytes(usage.bytes)],
      ]
    : [];
  return (
    <div className="stack usage">
      <dl className="figures">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Empty title={t('registry.select')}>
        <p>{t('registry.push')}</p>
        {address !== undefined && <Push address={address} />}
      </Empty>
    </div>
  );
}
