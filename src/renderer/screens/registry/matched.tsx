import { fuzzy } from '../../../core/fuzzy.ts';
import { Data } from '../../text/data.tsx';

/** A name with the letters that a search found. */
export function Matched({ name, filter }: { readonly name: string; readonly filter: string }) {
  const at = new Set(filter.trim() === '' ? [] : (fuzzy(filter, name)?.at ?? []));
  if (at.size === 0)
    return (
      <Data mono clip>
        {name}
      </Data>
    );
  const parts: { text: string; hit: boolean; from: number }[] = [];
  for (let index = 0; index < name.length; index += 1) {
    const last = parts.at(-1);
    if (last && last.hit === at.has(index)) last.text += name[index];
    else parts.push({ text: name[index] ?? '', hit: at.has(index), from: index });
  }
  return (
    <span className="mono clip data" title={name}>
      {parts.map((part) =>
        part.hit ? (
          <mark key={part.from} className="hit">
            {part.text}
          </mark>
        ) : (
          <span key={part.from}>{part.text}</span>
        ),
      )}
    </span>
  );
}
