import { useEffect, useState } from 'preact/hooks';

/** The address of the page: its path, and its query, which is the state of what is shown. */
export interface Address {
  readonly path: string;
  readonly query: URLSearchParams;
}

const listeners = new Set<() => void>();

/** The address that is shown, and the one before it. */
let present = location.pathname + location.search;
let previous: string | undefined;

/** The address that led here; undefined for the first one. */
export function previousAddress(): string | undefined {
  return previous;
}

function changed(): void {
  const now = location.pathname + location.search;
  if (now !== present) previous = present;
  present = now;
  for (const listener of listeners) listener();
}

/** Goes to a page of the dashboard. `replace` leaves no entry to come back to. */
export function go(href: string, { replace = false } = {}): void {
  if (href === location.pathname + location.search) return;
  if (replace) history.replaceState(history.state, '', href);
  else history.pushState(null, '', href);
  changed();
}

/** Changes the query of this page; null takes a name out. */
export function setQuery(changes: Readonly<Record<string, string | null>>, options: { replace?: boolean } = {}): void {
  go(withQuery(changes), options);
}

/** The address of this page with another query. */
export function withQuery(changes: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return location.pathname + (text && `?${text}`);
}

function current(): Address {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

/** The present address; a component that uses it follows it. */
export function useAddress(): Address {
  const [address, setAddress] = useState(current);
  useEffect(() => {
    const update = () => setAddress(current());
    listeners.add(update);
    update();
    return () => void listeners.delete(update);
  }, []);
  return address;
}

/** Follows links of the dashboard without loading a document. Called once, at the start. */
export function followLinks(): void {
  addEventListener('popstate', changed);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || event.defaultPrevented || link.target || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || !/^\/dashboard(\/|$)/.test(link.pathname)) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
