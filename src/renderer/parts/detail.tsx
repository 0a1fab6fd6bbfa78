import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ActionId } from '../contract.ts';

interface DetailHeadProps {
  readonly title: ReactNode;
  readonly under?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a detail panel: what it is, and what can be done to it. */
export function DetailHead({ title, under, actions }: DetailHeadProps) {
  return (
    <header className="detail-head">
      <div className="detail-title">
        <h1>{title}</h1>
        {under && <div className="detail-under">{under}</div>}
      </div>
      {actions}
    </header>
  );
}

export interface TabPart {
  readonly id: string;
  readonly title: string;
  readonly count?: number | undefined;
  /** A state worth seeing before the tab is opened. */
  readonly alert?: boolean;
  readonly body: () => ReactNode;
  /** The action whose answer the tab shows. */
  readonly action?: ActionId;
}

interface DetailTabsProps {
  readonly tabs: readonly TabPart[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

export function DetailTabs({ tabs, value, onChange }: DetailTabsProps) {
  const current = tabs.find((tab) => tab.id === value) ?? tabs[0];
  return (
    <Tabs className="detail-tabs" value={current?.id ?? null} onChange={(id) => id !== null && onChange(id)}>
      <Tabs.List>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.id} value={tab.id} data-action={tab.action}>
            {tab.title}
            {tab.count !== undefined && (
              <span className={tab.alert ? 'tally alert' : 'tally'}>{tab.count}</span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.id} value={tab.id} className="tab-panel">
          {tab.id === current?.id ? tab.body() : null}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
