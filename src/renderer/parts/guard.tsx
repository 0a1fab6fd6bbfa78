import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useText } from '../i18n/index.ts';
import { visible } from '../text/visible.ts';
import { Shape } from './state-mark.tsx';

interface GuardState {
  readonly error?: unknown;
}

/** Keeps a failure while drawing inside one screen: the rest of the page, and the way out of it, stay. */
export class Guard extends Component<{ readonly children: ReactNode }, GuardState> {
  override state: GuardState = {};

  static getDerivedStateFromError(error: unknown): GuardState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <Drawing error={error} again={() => this.setState({ error: undefined })} />;
  }
}

function Drawing({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  const { t } = useText();
  return (
    <div className="error-panel" role="alert">
      <Shape tone="bad" size={16} />
      <div className="error-words">
        <p className="error-message">{t('error.drawing')}</p>
        <p className="dim">{t('error.drawing.remedy')}</p>
        <p className="error-facts mono">{visible(error instanceof Error ? error.message : String(error))}</p>
      </div>
      <Button variant="default" onClick={again}>
        {t('common.again')}
      </Button>
    </div>
  );
}
