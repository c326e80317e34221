import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Channel } from './channel.ts';

/**
 * Emits `change` when the state differs from the last one; the initial, untouched state is not emitted. `Event` is the
 * official type; the library adds the element's type. It is emitted during rendering, so that a page receives the state
 * of the last keystroke before any later answer.
 */
export function useChange<Event extends { readonly elementType: string }>(
  channel: Channel,
  event: Omit<Event, 'elementType'>,
): void {
  const last = useRef<string>(undefined);
  useLayoutEffect(() => {
    const now = JSON.stringify(event);
    if (last.current !== undefined && last.current !== now) channel.emit('change', event);
    last.current = now;
  });
}
