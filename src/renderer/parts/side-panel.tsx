import type { ReactNode } from 'react';
import { useText } from '../i18n/index.ts';
import { Icon } from './icons.tsx';

interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel at the right edge; the page beside it stays in use. Escape closes it. */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const { t } = useText();
  return (
    <aside
      className="side-panel"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" className="icon-button" onClick={onClose} aria-label={t('common.close')}>
          <Icon name="close" />
        </button>
      </header>
      <div className="side-body">{children}</div>
    </aside>
  );
}
