import type { ResultAction } from '@stripe/stripe-js';
import type { CheckoutQuestion, CheckoutWelcome, FromCheckout, ToCheckout } from '../shared/checkout-protocol.ts';
import type { Following } from '../shared/follow-payment.ts';
import type { Hello } from '../shared/protocol.ts';
import { leadsAway } from '../shared/web-address.ts';
import { challenge } from '../stripe-js/actions/challenge.ts';
import { TRAINS } from '../stripe-js/trains.ts';

/** Where a checkout page is shown: alone in a window, or in a merchant's page. */
export interface Surroundings {
  readonly embedded: boolean;
  readonly session: string;
  /** What opens the page of the session to its payer. */
  readonly key: string;
  readonly apiVersion: string;
  /** The language that the merchant's page asks for; the session's own comes before it. */
  readonly locale: string;
  /** Leaves for another address; the promise stays open, as this page is about to be gone. */
  leave(url: string): Promise<never>;
  readonly challenge: Following['challenge'];
  /** Tells the merchant's page that the session is complete and the payer stays. */
  complete(): void;
  /** Whether the merchant's page agrees to a change that it wanted to be asked about. */
  agrees(question: Exclude<CheckoutQuestion, { what: 'challenge' }>): Promise<ResultAction>;
  tell(message: FromCheckout): void;
}

/** `/c/pay/cs_test_…` and `/c/embed/cs_test_…`. */
const ADDRESS = /^\/c\/(pay|embed)\/(cs_[A-Za-z0-9_]+)$/;

export async function surroundings(): Promise<Surroundings> {
  const [, place, session] = ADDRESS.exec(location.pathname) ?? [];
  if (session === undefined) throw new Error('The address of a checkout page names its session.');
  return place === 'embed' ? embeddedIn(session, await greet()) : alone(session);
}

function alone(session: string): Surroundings {
  return {
    embedded: false,
    session,
    key: session,
    apiVersion: TRAINS.endive,
    locale: 'auto',
    leave(url) {
      if (leadsAway(url)) location.assign(url);
      return new Promise(() => undefined);
    },
    challenge,
    complete: () => undefined,
    agrees: async () => ({ type: 'accept' }),
    tell: () => undefined,
  };
}

interface Greeted {
  readonly welcome: CheckoutWelcome;
  readonly port: MessagePort;
}

/** Says hello to the merchant's page, and waits to be welcomed with a channel. */
function greet(): Promise<Greeted> {
  return new Promise((resolve) => {
    addEventListener('message', function hear(message: MessageEvent) {
      const welcome = message.data as Partial<CheckoutWelcome> | null;
      const [port] = message.ports;
      if (message.source !== parent || welcome?.florin !== 'checkout-welcome' || !port) return;
      removeEventListener('message', hear);
      resolve({ welcome: welcome as CheckoutWelcome, port });
    });
    const hello: Hello = { florin: 'hello', frame: location.hash.slice(1) };
    // The page's origin is not known yet, and there is nothing in a hello that anybody may not read.
    parent.postMessage(hello, '*');
  });
}

function embeddedIn(session: string, { welcome, port }: Greeted): Surroundings {
  const waiting = new Map<number, (answer: ResultAction) => void>();
  let asked = 0;
  const tell = (message: FromCheckout) => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<ToCheckout>) => {
    waiting.get(data.number)?.(data.answer);
    waiting.delete(data.number);
  };
  function ask(question: CheckoutQuestion): Promise<ResultAction> {
    asked += 1;
    const number = asked;
    return new Promise((resolve) => {
      waiting.set(number, resolve);
      tell({ type: 'ask', number, question });
    });
  }
  return {
    embedded: true,
    session,
    key: welcome.clientSecret,
    apiVersion: welcome.apiVersion,
    locale: welcome.locale,
    leave(url) {
      if (leadsAway(url)) tell({ type: 'navigate', url });
      return new Promise(() => undefined);
    },
    async challenge(url) {
      // The page around looks by itself whether there is still anything to wait for.
      await ask({ what: 'challenge', url });
    },
    complete: () => tell({ type: 'complete' }),
    agrees: async (question) => (welcome.asks[question.what] ? ask(question) : { type: 'accept' }),
    tell,
  };
}
