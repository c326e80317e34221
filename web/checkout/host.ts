import type { ResultAction } from '@stripe/stripe-js';
import { challenge } from '../shared/challenge.ts';
import type { CheckoutQuestion, CheckoutWelcome, FromCheckout, ToCheckout } from '../shared/checkout-protocol.ts';
import type { Following } from '../shared/follow-payment.ts';
import type { Hello } from '../shared/protocol.ts';
import { TRAINS } from '../shared/trains.ts';
import { leadsAway, onHostOf } from '../shared/web-address.ts';

/** The window of a checkout page, or the merchant's page in which it is embedded. */
export interface Host {
  readonly embedded: boolean;
  readonly session: string;
  /** The session's id or client secret, which gives access to its page. */
  readonly key: string;
  readonly apiVersion: string;
  /** The locale of the merchant's page. The session's own takes precedence. */
  readonly locale: string;
  /** Navigates to another address. The promise never settles, because this page is about to be unloaded. */
  leave(url: string): Promise<never>;
  readonly challenge: Following['challenge'];
  /** Reports to the merchant's page that the session is complete and the customer stays. */
  complete(): void;
  /** Asks the merchant's page to approve a change, if it registered a callback for such changes. */
  approves(question: Exclude<CheckoutQuestion, { what: 'challenge' }>): Promise<ResultAction>;
  send(message: FromCheckout): void;
}

/** `/c/pay/cs_test_…` and `/c/embed/cs_test_…`. */
const ADDRESS = /^\/c\/(pay|embed)\/(cs_[A-Za-z0-9_]+)$/;

export async function connectHost(): Promise<Host> {
  const [, place, session] = ADDRESS.exec(location.pathname) ?? [];
  if (session === undefined) throw new Error('The address of this checkout page has no session id.');
  return place === 'embed' ? embeddedIn(session, await openChannel()) : alone(session);
}

function alone(session: string): Host {
  return {
    embedded: false,
    session,
    key: session,
    apiVersion: TRAINS.endive,
    locale: 'auto',
    leave(url) {
      if (leadsAway(url)) location.assign(onHostOf(location.origin, url));
      return new Promise(() => undefined);
    },
    challenge: (url, stillWaits) => challenge(onHostOf(location.origin, url), stillWaits),
    complete: () => undefined,
    approves: async () => ({ type: 'accept' }),
    send: () => undefined,
  };
}

interface Opened {
  readonly welcome: CheckoutWelcome;
  readonly port: MessagePort;
}

/** Opens the channel to the merchant's page. */
function openChannel(): Promise<Opened> {
  return new Promise((resolve) => {
    addEventListener('message', function receiveWelcome(message: MessageEvent) {
      const welcome = message.data as Partial<CheckoutWelcome> | null;
      const [port] = message.ports;
      if (message.source !== parent || welcome?.florin !== 'checkout-welcome' || !port) return;
      removeEventListener('message', receiveWelcome);
      resolve({ welcome: welcome as CheckoutWelcome, port });
    });
    const hello: Hello = { florin: 'hello', frame: location.hash.slice(1) };
    // The page's origin is not known yet, and a hello holds nothing secret.
    parent.postMessage(hello, '*');
  });
}

function embeddedIn(session: string, { welcome, port }: Opened): Host {
  const waiting = new Map<number, (answer: ResultAction) => void>();
  let asked = 0;
  const send = (message: FromCheckout) => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<ToCheckout>) => {
    waiting.get(data.number)?.(data.answer);
    waiting.delete(data.number);
  };
  function ask(question: CheckoutQuestion): Promise<ResultAction> {
    asked += 1;
    const number = asked;
    return new Promise((resolve) => {
      waiting.set(number, resolve);
      send({ type: 'ask', number, question });
    });
  }
  return {
    embedded: true,
    session,
    key: welcome.clientSecret,
    apiVersion: welcome.apiVersion,
    locale: welcome.locale,
    leave(url) {
      if (leadsAway(url)) send({ type: 'navigate', url });
      return new Promise(() => undefined);
    },
    async challenge(url) {
      // The merchant's page checks on its own whether the challenge is still open.
      await ask({ what: 'challenge', url });
    },
    complete: () => send({ type: 'complete' }),
    approves: async (question) => (welcome.asks[question.what] ? ask(question) : { type: 'accept' }),
    send,
  };
}
