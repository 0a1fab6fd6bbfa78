// biome-ignore-all lint/suspicious/noArrayIndexKey: placeholders are all alike
import { Skeleton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useText } from '../i18n/index.ts';
import { Icon } from './icons.tsx';

/** Lines that stand where content will be, in its shape. */
export function Lines({ rows = 6, height = 14 }: { readonly rows?: number; readonly height?: number }) {
  const { t } = useText();
  return (
    <div className="lines" aria-busy="true" role="status" aria-label={t('common.reading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton
          key={row}
          height={height}
          width={`${92 - ((row * 17) % 40)}%`}
          radius="xs"
          animate={false}
        />
      ))}
    </div>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing here yet, and the first step that changes it. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <div className="dim">{children}</div>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  );
}

/** A small button that copies a text and says that it did. */
export function Copy({ text, label }: { readonly text: string; readonly label?: string }) {
  const { t } = useText();
  const [done, setDone] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => {
      setDone(true);
      setTimeout(() => setDone(false), 1500);
    });
  };
  return (
    <button
      type="button"
      className="copy"
      onClick={copy}
      title={done ? t('common.copied') : (label ?? t('common.copy'))}
      aria-label={done ? t('common.copied') : (label ?? t('common.copy'))}
    >
      <Icon name={done ? 'check' : 'copy'} size={13} />
    </button>
  );
}

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names and values in two columns. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count?: number;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, count, aside, children }: SectionProps) {
  return (
    <section className="section">
      <header className="section-head">
        <h3>
          {title}
          {count !== undefined && <span className="tally">{count}</span>}
        </h3>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** A JSON value, indented, as text. */
export function JsonBlock({ children }: { readonly children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <pre className="json" tabIndex={0}>
      {children}
    </pre>
  );
}
