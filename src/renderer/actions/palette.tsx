import { useEffect, useMemo, useRef, useState } from 'react';
import { cliLine } from '../../client/index.ts';
import type { ActionView } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { useConsole } from '../state/engine.ts';
import { go, useRoute } from '../state/route.ts';
import { invoke } from './runner.ts';
import { subjectInput, subjectsOf } from './subjects.ts';

/** How well an action fits what was typed: 0 is no fit. Words may come in any order; beginnings of title words count most. */
export function score(view: ActionView, typed: string): number {
  const hay = `${view.title.en} ${view.title['zh-CN']} ${view.id} ${view.cli} ${view.help.en}`.toLowerCase();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => hay.includes(word))) return 0;
  const title = ` ${view.title.en} ${view.title['zh-CN']}`.toLowerCase();
  const begins = title.startsWith(` ${typed.toLowerCase().trim()}`) && words.length > 0 ? 2 : 0;
  return (
    1 +
    begins +
    words.filter((word) => title.includes(` ${word}`) || view.title['zh-CN'].includes(word)).length
  );
}

/** Every action of the registry by a few letters of its name. What a screen shows by itself leads to that screen. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useText();
  const route = useRoute();
  const actions = useConsole((state) => state.actions);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(document.activeElement);
  const subjects = subjectsOf(route);
  const found = useMemo(
    () =>
      (actions ?? [])
        .map((view) => ({ view, points: score(view, typed) + (view.face.screen === route.screen ? 0.5 : 0) }))
        .filter(({ points }) => points >= 1)
        .sort((a, b) => b.points - a.points)
        .map(({ view }) => view),
    [actions, typed, route.screen],
  );
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const close = (): void => {
    onClose();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const choose = (view: ActionView | undefined): void => {
    if (!view) return;
    close();
    if (view.face.ambient) go(view.face.screen);
    else invoke(view, subjects);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press beside the palette leaves it; Escape does the same
    <div
      className="palette-back"
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className="palette" role="dialog" aria-modal="true" aria-label={t('palette.title')}>
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to be typed into
          autoFocus
          className="palette-input"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={found[at] ? `palette-${found[at].id}` : undefined}
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
            else if (event.key === 'Enter') choose(found[at]);
            else if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
            else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
            else if (event.key !== 'Tab') return;
            event.preventDefault();
          }}
        />
        <div
          className="palette-list"
          id="palette-list"
          role="listbox"
          ref={list}
          aria-label={t('palette.title')}
        >
          {found.map((view, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input above takes the keys
            <div
              key={view.id}
              id={`palette-${view.id}`}
              role="option"
              tabIndex={-1}
              data-action={view.id}
              aria-selected={index === at}
              className={index === at ? 'palette-item selected' : 'palette-item'}
              onMouseMove={() => setAt(index)}
              onClick={() => choose(view)}
            >
              <span className="palette-title">
                {say(view.title)}
                <span className="dim">{t(`screen.${view.face.screen}`)}</span>
              </span>
              <code>{cliLine(view, subjectInput(view, subjects))}</code>
              <span className="palette-help dim">
                {view.face.ambient ? t('palette.shows', { help: say(view.help) }) : say(view.help)}
              </span>
            </div>
          ))}
          {found.length === 0 && <p className="dim palette-none">{t('common.noMatch')}</p>}
        </div>
      </div>
    </div>
  );
}
