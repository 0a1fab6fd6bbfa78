import { useText } from '../../i18n/index.ts';
import { ListPane } from '../../parts/list-pane.tsx';
import { useConsole } from '../../state/engine.ts';
import { go, useRoute } from '../../state/route.ts';
import { bytes, count } from '../../text/format.ts';
import { AccessPlace } from './access/access-place.tsx';
import { CollectPlace } from './collect-place.tsx';
import { ImageDetail } from './image-detail.tsx';
import { LivePlace } from './live-place.tsx';
import { Overview } from './overview.tsx';
import { ACCESS, COLLECT, COPIES, LIVE, WHY } from './place-names.ts';
import { Places } from './places.tsx';
import { PushFirst } from './push-first.tsx';
import './registry.css';
import { CopiesPlace } from './copies/copies-place.tsx';
import { TagTable } from './tag-table.tsx';
import { WhyPlace } from './why-place.tsx';

/** Repositories beside the tags of one, one image, or what is about the registry as a whole. */
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
                {each.tags > 0
                  ? t('registry.tagCount', { count: each.tags, shown: count(each.tags, lang) })
                  : t(each.manifests > 0 ? 'registry.untagged' : 'registry.emptied')}
              </span>
              <span className="dim number">{bytes(each.bytes)}</span>
            </span>
          ),
        }))}
        selected={repository}
        onSelect={(next) => go('registry', [next], 'replace')}
        empty={<PushFirst />}
        top={<Places />}
      />
      <div className="detail">
        <Place repository={repository} tag={tag} />
      </div>
    </div>
  );
}

interface PlaceProps {
  readonly repository: string | undefined;
  readonly tag: string | undefined;
}

function Place({ repository, tag }: PlaceProps) {
  if (repository === undefined) return <Overview />;
  if (repository === LIVE) return <LivePlace />;
  if (repository === COLLECT) return <CollectPlace receipt={tag} />;
  if (repository === COPIES) return <CopiesPlace key={tag ?? ''} image={tag} />;
  if (repository === ACCESS) return <AccessPlace />;
  if (repository === WHY) return <WhyPlace key={tag ?? ''} digest={tag} />;
  if (tag === undefined) return <TagTable key={repository} repository={repository} />;
  return <ImageDetail key={`${repository} ${tag}`} repository={repository} tag={tag} />;
}
