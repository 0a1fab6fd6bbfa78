import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { ActionBar } from '../../actions/action-bar.tsx';
import { referenceOf } from '../../actions/subjects.ts';
import type { ImageView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Copy, Facts, JsonBlock, Lines, Section } from '../../parts/basics.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { Data } from '../../text/data.tsx';
import { bytes, platformName, shortDigest } from '../../text/format.ts';
import { pretty } from '../../text/json.ts';
import { visible, visibleBlock } from '../../text/visible.ts';
import { LayerTable } from './layer-table.tsx';

interface ImageDetailProps {
  readonly repository: string;
  readonly tag: string;
}

/** One image: by platform, what it is made of. */
export function ImageDetail({ repository, tag }: ImageDetailProps) {
  const reference = referenceOf(repository, tag);
  useCliLine('registry.show', { reference });
  const version = useConsole((state) => state.repositories);
  const { data, error, ask } = useAnswer('registry.show', { reference }, version);
  return (
    <>
      <DetailHead
        title={<Data mono>{reference}</Data>}
        actions={<ActionBar screen="registry" which="selected" subjects={{ repository, tag: reference }} />}
      />
      {error ? <ErrorPanel error={error} again={ask} /> : data ? <Image image={data} /> : <Lines />}
    </>
  );
}

function Image({ image }: { readonly image: ImageView }) {
  const { t } = useText();
  const [chosen, setChosen] = useState<string>();
  const manifest = image.manifests.find((each) => each.digest === chosen) ?? image.manifests[0];
  return (
    <div className="stack">
      <Facts
        facts={[
          { name: t('registry.digest'), value: <WithCopy text={image.digest} /> },
          { name: t('registry.mediaType'), value: <Data mono>{image.mediaType}</Data> },
          { name: t('common.size'), value: bytes(image.bytes) },
          { name: t('registry.pull'), value: <WithCopy text={image.pull} /> },
        ]}
      />
      {image.manifests.length > 1 && manifest && (
        <SegmentedControl
          size="xs"
          aria-label={t('registry.platforms')}
          value={manifest.digest}
          onChange={setChosen}
          data={image.manifests.map((each) => ({
            value: each.digest,
            label: visible(each.platform ? platformName(each.platform) : shortDigest(each.digest)),
          }))}
        />
      )}
      {manifest && (
        <>
          <Section
            title={manifest.platform ? platformName(manifest.platform) : t('registry.manifest')}
            aside={<span className="dim number">{bytes(manifest.bytes)}</span>}
          >
            <Data mono dim>
              {manifest.digest}
            </Data>
          </Section>
          <LayerTable layers={manifest.layers} />
          {manifest.config && (
            <Section title={t('registry.config')}>
              <JsonBlock>{visibleBlock(pretty(manifest.config))}</JsonBlock>
            </Section>
          )}
        </>
      )}
    </div>
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
