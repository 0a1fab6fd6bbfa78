import { type ReactNode, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n/index.ts';
import { Data } from '../text/data.tsx';
import { Lines } from './basics.tsx';
import { Icon } from './icons.tsx';
import { useRowsInSight } from './rows.ts';

export interface ListItem {
  readonly id: string;
  readonly title: string;
  readonly mono?: boolean;
  readonly under: ReactNode;
  readonly aside?: ReactNode;
  /** What the filter looks in. */
  readonly words: string;
}

interface ListPaneProps {
  readonly label: string;
  readonly items: readonly ListItem[] | undefined;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly empty: ReactNode;
  readonly top?: ReactNode;
}

const ROW = 50;

/** The list beside a detail panel: keeps its place and its filter while the selection moves. */
export function ListPane({ label, items, selected, onSelect, empty, top }: ListPaneProps) {
  const { t } = useText();
  const [filter, setFilter] = useState('');
  const wanted = useDeferredValue(filter.trim().toLowerCase());
  const shown = useMemo(
    () => items?.filter((item) => wanted === '' || item.words.toLowerCase().includes(wanted)) ?? [],
    [items, wanted],
  );
  const box = useRef<HTMLDivElement>(null);
  const { from, to } = useRowsInSight(box, shown.length, ROW);
  const prefix = useId();
  const at = shown.findIndex((item) => item.id === selected);

  useEffect(() => {
    const element = box.current;
    if (!element || at < 0) return;
    const above = at * ROW;
    if (above < element.scrollTop) element.scrollTop = above;
    else if (above + ROW > element.scrollTop + element.clientHeight)
      element.scrollTop = above + ROW - element.clientHeight;
  }, [at]);

  const move = (step: number): void => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, at < 0 ? 0 : at + step))];
    if (next) onSelect(next.id);
  };
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    j: 1,
    k: -1,
    PageDown: 10,
    PageUp: -10,
    Home: -Infinity,
    End: Infinity,
  };

  return (
    <nav className="list-pane" aria-label={label}>
      <div className="list-top">
        <div className="filter">
          <Icon name="search" size={13} />
          <input
            type="search"
            value={filter}
            data-filter
            placeholder={t('common.filter')}
            aria-label={t('common.filter.of', { what: label })}
            onChange={(event) => setFilter(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown') box.current?.focus();
            }}
          />
          <span className="tally">{items ? shown.length : ''}</span>
        </div>
        {top}
      </div>
      {items === undefined ? (
        <Lines rows={8} height={20} />
      ) : shown.length === 0 ? (
        <div className="list-empty">{items.length === 0 ? empty : t('common.noMatch')}</div>
      ) : (
        <div
          ref={box}
          className="list"
          role="listbox"
          aria-label={label}
          tabIndex={0}
          data-list
          aria-activedescendant={at < 0 ? undefined : `${prefix}-${at}`}
          onKeyDown={(event) => {
            const step = steps[event.key];
            if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            move(step);
          }}
        >
          <div style={{ height: from * ROW }} />
          {shown.slice(from, to).map((item, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it takes the keys
            <div
              key={item.id}
              id={`${prefix}-${from + index}`}
              role="option"
              tabIndex={-1}
              aria-selected={item.id === selected}
              className={item.id === selected ? 'list-item selected' : 'list-item'}
              onClick={() => onSelect(item.id)}
            >
              <div className="list-title">
                <Data clip mono={item.mono ?? false}>
                  {item.title}
                </Data>
                {item.aside}
              </div>
              <div className="list-under">{item.under}</div>
            </div>
          ))}
          <div style={{ height: Math.max(0, shown.length - to) * ROW }} />
        </div>
      )}
    </nav>
  );
}
