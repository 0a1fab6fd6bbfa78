import type { ImageView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Copy } from '../../parts/basics.tsx';

/** How each client fetches it, ready to copy. */
export function PullLines({ commands }: { readonly commands: ImageView['commands'] }) {
  const { t } = useText();
  return (
    <ul className="pull-lines" aria-label={t('registry.pull')}>
      {commands.map(({ tool, line }) => (
        <li key={tool}>
          <span className="dim">{tool}</span>
          <code className="clip" title={line}>
            {line}
          </code>
          <Copy text={line} label={t('registry.copyPull', { tool })} />
        </li>
      ))}
    </ul>
  );
}
