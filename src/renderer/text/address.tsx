import { Data } from './data.tsx';

/** A resource address in a narrow place: the type gives way first, the name stays readable. */
export function Address({ children }: { readonly children: string }) {
  const dot = children.startsWith('module.') ? -1 : children.indexOf('.');
  if (dot < 0) {
    return (
      <Data mono clip>
        {children}
      </Data>
    );
  }
  return (
    <span className="address" title={children}>
      <Data mono clip>
        {children.slice(0, dot)}
      </Data>
      <Data mono>{children.slice(dot)}</Data>
    </span>
  );
}
