import { useText } from '../../i18n/index.ts';
import { Copy, Empty } from '../../parts/basics.tsx';
import { useConsole } from '../../state/engine.ts';

/** What an empty registry says. */
export function PushFirst() {
  const { t } = useText();
  const address = useConsole((state) => state.status?.registry?.address);
  return (
    <Empty title={t('registry.empty')}>
      <p>{t('registry.empty.help')}</p>
      {address !== undefined && <Push address={address} />}
    </Empty>
  );
}

/** How a first image comes here. */
export function Push({ address }: { readonly address: string }) {
  const line = `docker tag my-app:1.0 ${address}/my-app:1.0 && docker push ${address}/my-app:1.0`;
  return (
    <div className="example">
      <code>{line}</code>
      <Copy text={line} />
    </div>
  );
}
