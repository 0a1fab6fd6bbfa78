import { useText } from '../../../i18n/index.ts';
import { DetailHead } from '../../../parts/detail.tsx';
import { Aliases } from './aliases.tsx';
import { ActionButtons } from './buttons.tsx';
import { DockerImages } from './docker-images.tsx';
import { FindCopy } from './find-copy.tsx';
import './copies.css';

/** Copies of other registries' images: where a name leads, which hosts have copies here, what Docker has. */
export function CopiesPlace({ image }: { readonly image: string | undefined }) {
  const { t } = useText();
  return (
    <>
      <DetailHead
        title={t('copies.title')}
        under={<span className="dim">{t('copies.help')}</span>}
        actions={<ActionButtons ids={['image.pull', 'image.import']} />}
      />
      <div className="stack">
        <FindCopy image={image} />
        <Aliases />
        <DockerImages />
      </div>
    </>
  );
}
