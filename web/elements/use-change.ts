import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Channel } from './channel.ts';

/**
 * Tells the page how things stand, whenever that is something else than it was. The first state is known: untouched.
 * `Event` is its official type; the page is told the element's type by the library. It is told while the frame is drawn, so that a page has heard of the last key before it gets any later answer.
 */
export function useChange<Event extends { readonly elementType: string }>(
  channel: Channel,
  event: Omit<Event, 'elementType'>,
): void {
  const told = useRef<string>(undefined);
  useLayoutEffect(() => {
    const now = JSON.stringify(event);
    if (told.current !== undefined && told.current !== now) channel.emit('change', event);
    told.current = now;
  });
}
