import { useEffect, useRef } from 'preact/hooks';
import type { Channel } from './channel.ts';

/** Tells the page how things stand, whenever that is something else than it was. The first state is known: untouched. */
export function useChange(channel: Channel, event: Readonly<Record<string, unknown>>): void {
  const told = useRef<string>(undefined);
  useEffect(() => {
    const now = JSON.stringify(event);
    if (told.current !== undefined && told.current !== now) channel.emit('change', event);
    told.current = now;
  });
}
