import type { FrameKind } from '../../shared/protocol.ts';
import type { ElementControl } from './element.ts';

/** The elements of a split card. */
export const SPLIT_CARD: readonly FrameKind[] = ['cardNumber', 'cardExpiry', 'cardCvc'];

/** Connects a new field of a split card to each of the others, over channels that the page cannot read. */
export function introducePeers(elements: ReadonlyMap<string, ElementControl>, newest: FrameKind): void {
  const one = elements.get(newest);
  for (const kind of SPLIT_CARD) {
    const other = elements.get(kind);
    if (kind === newest || !one || !other) continue;
    const { port1, port2 } = new MessageChannel();
    one.send({ type: 'peer', kind }, [port1]);
    other.send({ type: 'peer', kind: newest }, [port2]);
  }
}
