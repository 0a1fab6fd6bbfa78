import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { ActionBar } from '../../actions/action-bar.tsx';
import { referenceOf } from '../../actions/subjects.ts';
import type { ImageView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Copy, Facts, JsonBlock, Lines, Section } from '../../parts/basics.tsx';
import { DetailHead, DetailTabs, type TabPart } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { hrefOf } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { bytes, platformName, shortDigest } from '../../text/format.ts';
import { pretty } from '../../text/json.ts';
import { visible, visibleBlock } from '../../text/visible.ts';
import { ChartFacts } from './chart-facts.tsx';
import { HistoryTable } from './history-table.tsx';
import { LayerTable } from './layer-table.tsx';
import { PullLines } from './pull-lines.tsx';

interface ImageDetailProps {
  readonly repository: string;
  readonly tag: string;
}

type Manifest = ImageView['manifests'][number];

/** One image: by platform, what it is made of, what it shares with others, what is about it. */
export function ImageDetail({ repository, tag }: ImageDetailProps) {
  const { t } = useText();
  const reference = referenceOf(repository, tag);
  useCliLine('registry.show', { reference });
  const version = useConsole((state) => state.repositories);
  const { data, error, ask } = useAnswer('registry.show', { reference }, version);
  const others = data?.tags.filter((each) => each !== tag) ?? [];
  return (
    <>
      <DetailHead
        title={<Data mono>{reference}</Data>}
        under={
          <>
            <a href={hrefOf('registry', repository)}>{t('registry.allTags')}</a>
            {others.length > 0 && (
              <span className="dim">
                {t('registry.alsoTagged')} <Data mono>{others.slice(0, 6).join(' ')}</Data>
                {others.length > 6 && ` +${others.length - 6}`}
              </span>
            )}
          </>
        }
        actions={<ActionBar screen="registry" which="selected" subjects={{ repository, tag: reference }} />}
      />
      {error ? <ErrorPanel error={error} again={ask} /> : data ? <Image image={data} /> : <Lines />}
    </>
  );
}

function Image({ image }: { readonly image: ImageView }) {
  const { t } = useText();
  const [chosen, setChosen] = useState<string>();
  const [tab, setTab] = useState('layers');
  const manifest = image.manifests.find((each) => each.digest === chosen) ?? image.manifests[0];
  const platforms = image.manifests.filter((each) => each.platform);
  return (
    <div className="stack">
      <Facts
        facts={[
          { name: t('registry.digest'), value: <WithCopy text={image.digest} /> },
          { name: t('registry.mediaType'), value: <Data mono>{image.mediaType}</Data> },
          {
            name: t('common.size'),
            value: (
              <>
                {bytes(image.bytes)}{' '}
                <span className="dim">{t('registry.onlyHere', { bytes: bytes(image.uniqueBytes) })}</span>
              </>
            ),
          },
          ...(image.artifactType === undefined
            ? []
            : [{ name: t('registry.artifactType'), value: <Data mono>{image.artifactType}</Data> }]),
          ...(image.subject === undefined
            ? []
            : [
                {
                  name: t('registry.subject'),
                  value: (
                    <a href={hrefOf('registry', image.repository, image.subject)}>
                      <Data mono>{shortDigest(image.subject)}</Data>
                    </a>
                  ),
                },
              ]),
        ]}
      />
      <PullLines commands={image.commands} />
      {image.chart && <ChartFacts chart={image.chart} />}
      {platforms.length > 1 && manifest && (
        <SegmentedControl
          size="xs"
          className="platforms"
          aria-label={t('registry.platforms')}
          value={manifest.digest}
          onChange={setChosen}
          data={platforms.map((each) => ({
            value: each.digest,
            label: visible(each.platform ? platformName(each.platform) : shortDigest(each.digest)),
          }))}
        />
      )}
      {image.missing.length > 0 && (
        <p className="dim">{t('registry.missingPlatforms', { count: image.missing.length })}</p>
      )}
      <DetailTabs tabs={tabsOf(image, manifest, t)} value={tab} onChange={setTab} />
    </div>
  );
}

function tabsOf(
  image: ImageView,
  manifest: Manifest | undefined,
  t: ReturnType<typeof useText>['t'],
): readonly TabPart[] {
  const annotations = Object.entries(image.annotations);
  return [
    ...(manifest
      ? [
          {
            id: 'layers',
            title: t(manifest.platform ? 'registry.layers' : 'registry.files'),
            count: manifest.layers.length,
            body: () => (
              <LayerTable
                layers={manifest.layers}
                repository={image.repository}
                head={`${manifest.platform ? platformName(manifest.platform) : shortDigest(manifest.digest)}  ${bytes(manifest.bytes)}`}
              />
            ),
          },
        ]
      : []),
    ...(manifest && manifest.history.length > 0
      ? [
          {
            id: 'history',
            title: t('registry.history'),
            count: manifest.history.length,
            body: () => <HistoryTable steps={manifest.history} layers={manifest.layers} />,
          },
        ]
      : []),
    ...(manifest?.config
      ? [
          {
            id: 'config',
            title: t('registry.config'),
            body: () => <JsonBlock>{visibleBlock(pretty(manifest.config ?? {}))}</JsonBlock>,
          },
        ]
      : []),
    ...(annotations.length === 0
      ? []
      : [
          {
            id: 'annotations',
            title: t('registry.annotations'),
            count: annotations.length,
            body: () => (
              <Facts
                facts={annotations.map(([name, value]) => ({
                  name: visible(name),
                  value: <Data mono>{value}</Data>,
                }))}
              />
            ),
          },
        ]),
    {
      id: 'referrers',
      title: t('registry.referrers'),
      count: image.referrers.length,
      body: () => <Referrers image={image} />,
    },
  ];
}

/** Signatures, bills of material, provenance: what other manifests say about this one. */
function Referrers({ image }: { readonly image: ImageView }) {
  const { t } = useText();
  if (image.referrers.length === 0) return <p className="dim tab-note">{t('registry.referrers.none')}</p>;
  return (
    <ul className="referrers">
      {image.referrers.map((each) => (
        <li key={each.digest}>
          <Section
            title={visible(each.artifactType ?? t('registry.manifest'))}
            aside={
              <a href={hrefOf('registry', image.repository, each.digest)}>
                <Data mono>{shortDigest(each.digest)}</Data>
              </a>
            }
          >
            {Object.entries(each.annotations ?? {}).map(([name, value]) => (
              <p key={name} className="dim small">
                <Data mono>{`${name}=${value}`}</Data>
              </p>
            ))}
          </Section>
        </li>
      ))}
    </ul>
  );
}

function WithCopy({ text }: { readonly text: string }) {
  return (
    <span className="with-copy">
      <Data mono clip>
        {text}
      </Data>
      <Copy text={text} />
    </span>
  );
}
