import type { CardField } from '../../card/entry.ts';
import type { FrameKind } from '../../shared/protocol.ts';

/** The field in each frame of a split card. */
export const FIELD_OF: Readonly<Partial<Record<FrameKind, CardField>>> = {
  cardNumber: 'number',
  cardExpiry: 'expiry',
  cardCvc: 'cvc',
};

/** Messages between the frames of one card, over channels that the page cannot read. */
type PeerMessage =
  | { readonly say: 'value'; readonly field: CardField; readonly value: string }
  | { readonly say: 'what'; readonly number: number }
  | { readonly say: 'this'; readonly number: number; readonly value: string };

/** A frame's connection to the other frames of its card. */
interface Peers {
  add(kind: FrameKind, port: MessagePort): void;
  /** Sends this field's value to all of them. */
  send(value: string): void;
  /** Collects the other fields' current values; closed frames are left out. */
  gather(): Promise<Partial<Record<CardField, string>>>;
}

/** Timeout for a frame that was removed from the page, in milliseconds. */
const TIMEOUT_MS = 1_000;

export function createPeers(
  field: CardField,
  own: () => string,
  onValue: (field: CardField, value: string) => void,
): Peers {
  const ports = new Map<CardField, MessagePort>();
  const waiting = new Map<number, (value: string) => void>();
  let asked = 0;

  function receive(port: MessagePort, message: PeerMessage): void {
    if (message.say === 'value') onValue(message.field, message.value);
    else if (message.say === 'what')
      port.postMessage({ say: 'this', number: message.number, value: own() } satisfies PeerMessage);
    else {
      waiting.get(message.number)?.(message.value);
      waiting.delete(message.number);
    }
  }

  function ask(port: MessagePort): Promise<string | undefined> {
    asked += 1;
    const number = asked;
    return new Promise((resolve) => {
      const timeout = setTimeout(() => resolve(undefined), TIMEOUT_MS);
      waiting.set(number, (value) => {
        clearTimeout(timeout);
        resolve(value);
      });
      port.postMessage({ say: 'what', number } satisfies PeerMessage);
    });
  }

  return {
    add(kind, port) {
      const peer = FIELD_OF[kind];
      if (!peer) return;
      ports.get(peer)?.close();
      ports.set(peer, port);
      port.onmessage = ({ data }: MessageEvent<PeerMessage>) => receive(port, data);
      port.postMessage({ say: 'value', field, value: own() } satisfies PeerMessage);
    },
    send(value) {
      for (const port of ports.values()) port.postMessage({ say: 'value', field, value } satisfies PeerMessage);
    },
    async gather() {
      const found = await Promise.all([...ports].map(async ([peer, port]) => [peer, await ask(port)] as const));
      return Object.fromEntries(found.filter(([, value]) => value !== undefined));
    },
  };
}
