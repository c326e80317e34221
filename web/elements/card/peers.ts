import type { CardField } from '../../card/entry.ts';
import type { FrameKind } from '../../shared/protocol.ts';

/** The field in each frame of a split card. */
export const FIELD_OF: Readonly<Partial<Record<FrameKind, CardField>>> = {
  cardNumber: 'number',
  cardExpiry: 'expiry',
  cardCvc: 'cvc',
};

/** Messages between the frames of one card. A request is answered by every other frame, with its value. */
type PeerMessage =
  | { readonly type: 'value'; readonly field: CardField; readonly value: string }
  | { readonly type: 'request' }
  | { readonly type: 'gone'; readonly field: CardField };

/** A frame's connection to the other frames of its card. */
interface Peers {
  /** Sends this field's value to all of them. */
  send(value: string): void;
  /**
   * Collects the current values of other fields, those that are still loading as well. Frames that are removed
   * meanwhile are left out. Returns undefined if a frame does not answer in time.
   */
  gather(fields: readonly CardField[]): Promise<Partial<Record<CardField, string>> | undefined>;
  close(): void;
}

/** Timeout of another frame's answer, in milliseconds: the time in which a frame has to load, and some to spare. */
const TIMEOUT_MS = 25_000;

/**
 * Opens the channel of the frames of a card, whose group is `group`. Browsers connect its ends by Florin's origin, so the
 * merchant's page can neither open it nor hold a port of it, although it knows the group.
 */
export function openPeers(
  group: string,
  field: CardField,
  own: () => string,
  onValue: (field: CardField, value: string) => void,
): Peers {
  const channel = new BroadcastChannel(`florin card ${group}`);
  const waiting = new Set<(message: Exclude<PeerMessage, { type: 'request' }>) => void>();

  const post = (message: PeerMessage) => channel.postMessage(message);
  const leave = () => post({ type: 'gone', field });

  channel.onmessage = ({ data }: MessageEvent<PeerMessage>) => {
    if (data.type === 'request') return post({ type: 'value', field, value: own() });
    if (data.type === 'value') onValue(data.field, data.value);
    for (const take of waiting) take(data);
  };
  // Frames load in any order: those that are there answer, and those that wait for this one take its first value.
  post({ type: 'request' });
  addEventListener('pagehide', leave);

  return {
    send: (value) => post({ type: 'value', field, value }),
    gather(fields) {
      const missing = new Set(fields);
      const found: Partial<Record<CardField, string>> = {};
      if (missing.size === 0) return Promise.resolve(found);
      return new Promise((resolve) => {
        const timeout = setTimeout(() => finish(undefined), TIMEOUT_MS);
        // Any value that arrives from now on is current, whatever made the other frame send it.
        const take = (message: Exclude<PeerMessage, { type: 'request' }>) => {
          if (message.type === 'value') found[message.field] = message.value;
          else delete found[message.field];
          missing.delete(message.field);
          if (missing.size === 0) finish(found);
        };
        function finish(result: typeof found | undefined): void {
          clearTimeout(timeout);
          waiting.delete(take);
          resolve(result);
        }
        waiting.add(take);
        post({ type: 'request' });
      });
    },
    close() {
      removeEventListener('pagehide', leave);
      leave();
      channel.close();
    },
  };
}
