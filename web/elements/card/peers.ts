import type { CardField } from '../../card/entry.ts';
import type { FrameKind } from '../../shared/protocol.ts';

/** The field in each frame of a split card. */
export const FIELD_OF: Readonly<Partial<Record<FrameKind, CardField>>> = {
  cardNumber: 'number',
  cardExpiry: 'expiry',
  cardCvc: 'cvc',
};

/** Messages between the frames of one card. A request is answered by every other frame, with the request's id. */
type PeerMessage =
  | { readonly type: 'value'; readonly field: CardField; readonly value: string; readonly answers?: string }
  | { readonly type: 'request'; readonly id: string };

/** A frame's connection to the other frames of its card. */
interface Peers {
  /** Sends this field's value to all of them. */
  send(value: string): void;
  /** Collects the other fields' current values; frames that were removed are left out. */
  gather(): Promise<Partial<Record<CardField, string>>>;
  close(): void;
}

/** Timeout for a frame that was removed from the page, in milliseconds. */
const TIMEOUT_MS = 1_000;

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
  const known = new Set<CardField>();
  const waiting = new Map<string, (from: CardField, value: string) => void>();
  let requests = 0;

  const post = (message: PeerMessage) => channel.postMessage(message);

  function request(): string {
    requests += 1;
    const id = `${field} ${requests}`;
    post({ type: 'request', id });
    return id;
  }

  channel.onmessage = ({ data }: MessageEvent<PeerMessage>) => {
    if (data.type === 'request') {
      post({ type: 'value', field, value: own(), answers: data.id });
      return;
    }
    known.add(data.field);
    onValue(data.field, data.value);
    waiting.get(data.answers ?? '')?.(data.field, data.value);
  };
  // Frames load in any order. Those that are there already answer, and learn of this one from its first value.
  request();

  return {
    send: (value) => post({ type: 'value', field, value }),
    async gather() {
      if (known.size === 0) return {};
      const missing = new Set(known);
      const found: Partial<Record<CardField, string>> = {};
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(finish, TIMEOUT_MS);
        const id = request();
        waiting.set(id, (from, value) => {
          found[from] = value;
          missing.delete(from);
          if (missing.size === 0) finish();
        });
        function finish(): void {
          clearTimeout(timeout);
          waiting.delete(id);
          for (const gone of missing) known.delete(gone);
          resolve();
        }
      });
      return found;
    },
    close: () => channel.close(),
  };
}
