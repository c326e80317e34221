import { frameAddress } from '../../../src/shared/frame-address.ts';
import { frameName } from '../../shared/frame-name.ts';
import { plain } from '../../shared/plain.ts';
import type { Answer, Ask, FrameSetup, FromFrame, Hello, ToFrame, Welcome } from '../../shared/protocol.ts';
import { randomId } from '../random-id.ts';

/** An iframe of Florin in the page with its channel. */
export interface Frame {
  readonly iframe: HTMLIFrameElement;
  /** Sends a message as soon as the frame is ready. */
  send(message: ToFrame): void;
  /** Sends a request to the frame; resolves with `gone` if the frame is removed. */
  ask(ask: Ask): Promise<Answer>;
  remove(): void;
}

interface FrameEvents {
  onEvent(name: string, event: object): void;
  onHeight(pixels: number): void;
  onLoadError(): void;
}

/** Timeout of a frame's hello, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** Opens a frame in `parent`. Only messages of this iframe from `origin` are accepted; it gets a channel of its own. */
export function openFrame(origin: string, parent: Element, setup: () => FrameSetup, events: FrameEvents): Frame {
  const id = randomId();
  const waiting = new Map<number, (answer: Answer) => void>();
  const early: ToFrame[] = [];
  let asked = 0;
  let port: MessagePort | undefined;

  const iframe = document.createElement('iframe');
  const { kind } = setup();
  iframe.src = frameAddress(origin, kind, id);
  iframe.name = frameName();
  iframe.title = TITLES[kind];
  iframe.setAttribute('allow', 'payment *; publickey-credentials-get *');
  iframe.setAttribute('scrolling', 'no');
  iframe.style.cssText =
    'border:0!important;margin:0!important;padding:0!important;width:1px!important;min-width:100%!important;display:block!important;overflow:hidden!important;user-select:none!important;color-scheme:light only!important;height:19.2px';

  /** Accepts a hello: sent on loading, and again after the page has moved the iframe, which reloads it. */
  function receiveHello(message: MessageEvent): void {
    if (message.source !== iframe.contentWindow || message.origin !== origin) return;
    const hello = message.data as Partial<Hello> | null;
    if (hello?.florin !== 'hello' || hello.frame !== id) return;
    clearTimeout(timeout);
    const { port1, port2 } = new MessageChannel();
    port = port1;
    port.onmessage = receive;
    // The frame was removed together with its part of the page.
    port.addEventListener('close', giveUp);
    const welcome: Welcome = plain({ florin: 'welcome', setup: setup() });
    iframe.contentWindow?.postMessage(welcome, origin, [port2]);
    for (const message of early.splice(0)) port.postMessage(message);
  }

  function receive({ data }: MessageEvent<FromFrame>): void {
    if (data.type === 'event') events.onEvent(data.name, data.event);
    else if (data.type === 'height') events.onHeight(data.pixels);
    else {
      waiting.get(data.number)?.(data.answer);
      waiting.delete(data.number);
    }
  }

  function giveUp(): void {
    for (const resolve of waiting.values()) resolve(GONE);
    waiting.clear();
  }

  function send(given: ToFrame): void {
    const message = plain(given);
    if (port) port.postMessage(message);
    else early.push(message);
  }

  const timeout = setTimeout(events.onLoadError, TIMEOUT_MS);
  addEventListener('message', receiveHello);
  parent.append(iframe);

  return {
    iframe,
    send,
    ask(ask) {
      if (!iframe.isConnected) return Promise.resolve(GONE);
      asked += 1;
      const number = asked;
      return new Promise((resolve) => {
        waiting.set(number, resolve);
        send({ type: 'ask', number, ask });
      });
    },
    remove() {
      removeEventListener('message', receiveHello);
      clearTimeout(timeout);
      port?.close();
      iframe.remove();
      giveUp();
    },
  };
}

/** Titles for screen readers. */
const TITLES = {
  card: 'Secure card payment input frame',
  cardNumber: 'Secure card number input frame',
  cardExpiry: 'Secure expiration date input frame',
  cardCvc: 'Secure CVC input frame',
  payment: 'Secure payment input frame',
  address: 'Secure address input frame',
  linkAuthentication: 'Secure email input frame',
  expressCheckout: 'Secure express checkout frame',
  taxId: 'Secure tax ID input frame',
  acssDebit: 'Secure pre-authorized debit frame',
  bankLogin: 'Secure bank login frame',
  auBankAccount: 'Secure BECS Direct Debit input frame',
  epsBank: 'Secure bank selection frame',
  fpxBank: 'Secure bank selection frame',
  iban: 'Secure IBAN input frame',
  idealBank: 'Secure bank selection frame',
  p24Bank: 'Secure bank selection frame',
} as const;

const GONE: Answer = {
  error: {
    type: 'invalid_request_error',
    code: 'element_unmounted',
    message: 'The element was removed from the page during the call. Keep it mounted until the promise has settled.',
  },
};
