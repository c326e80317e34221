import type { Answer, Ask, FrameSetup, FromFrame, Hello, ToFrame, Welcome } from '../../shared/protocol.ts';

/** One iframe of Florin in the page, and the channel to it. */
export interface Frame {
  readonly iframe: HTMLIFrameElement;
  /** Sends a message, once the frame is there. */
  send(message: ToFrame, transfer?: readonly Transferable[]): void;
  /** Asks the frame to do something; answers `gone` when it is taken away meanwhile. */
  ask(ask: Ask): Promise<Answer>;
  remove(): void;
}

export interface FrameEvents {
  onEvent(name: string, event: Readonly<Record<string, unknown>>): void;
  onHeight(pixels: number): void;
  onLoadError(): void;
}

/** How long a frame may take to say hello, in milliseconds. */
const PATIENCE_MS = 20_000;

/** Puts a frame into `parent`. Only a frame of `origin`, in this very iframe, is let in; it gets its own channel. */
export function openFrame(origin: string, parent: Element, setup: () => FrameSetup, events: FrameEvents): Frame {
  const id = crypto.randomUUID();
  const { port1: port, port2 } = new MessageChannel();
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  let welcomed = false;
  const early: { message: ToFrame; transfer: readonly Transferable[] }[] = [];

  const iframe = document.createElement('iframe');
  const { kind } = setup();
  iframe.src = `${origin}/elements/${kind}#${id}`;
  iframe.name = `__privateStripeFrame-${id}`;
  iframe.title = TITLES[kind];
  iframe.setAttribute('allow', 'payment *; clipboard-write');
  iframe.setAttribute('scrolling', 'no');
  iframe.style.cssText =
    'border:0!important;margin:0!important;padding:0!important;width:1px!important;min-width:100%!important;display:block!important;overflow:hidden!important;user-select:none!important;color-scheme:light only!important;height:19.2px';

  function greet(message: MessageEvent): void {
    if (message.source !== iframe.contentWindow || message.origin !== origin) return;
    const hello = message.data as Partial<Hello> | null;
    if (hello?.florin !== 'hello' || hello.frame !== id || welcomed) return;
    welcomed = true;
    removeEventListener('message', greet);
    clearTimeout(timeout);
    const welcome: Welcome = { florin: 'welcome', setup: setup() };
    iframe.contentWindow?.postMessage(welcome, origin, [port2]);
    for (const { message, transfer } of early.splice(0)) port.postMessage(message, [...transfer]);
  }

  const timeout = setTimeout(events.onLoadError, PATIENCE_MS);
  addEventListener('message', greet);
  port.onmessage = ({ data }: MessageEvent<FromFrame>) => {
    if (data.type === 'event') events.onEvent(data.name, data.event);
    else if (data.type === 'height') events.onHeight(data.pixels);
    else {
      waiting.get(data.number)?.(data.answer);
      waiting.delete(data.number);
    }
  };
  parent.append(iframe);

  function send(message: ToFrame, transfer: readonly Transferable[] = []): void {
    if (welcomed) port.postMessage(message, [...transfer]);
    else early.push({ message, transfer });
  }

  return {
    iframe,
    send,
    ask(ask) {
      asked += 1;
      const number = asked;
      return new Promise((resolve) => {
        waiting.set(number, resolve);
        send({ type: 'ask', number, ask });
      });
    },
    remove() {
      removeEventListener('message', greet);
      clearTimeout(timeout);
      port.close();
      iframe.remove();
      for (const resolve of waiting.values()) resolve(GONE);
      waiting.clear();
    },
  };
}

/** What a screen reader says of each frame. */
const TITLES = {
  card: 'Secure card payment input frame',
  cardNumber: 'Secure card number input frame',
  cardExpiry: 'Secure expiration date input frame',
  cardCvc: 'Secure CVC input frame',
  payment: 'Secure payment input frame',
  address: 'Secure address input frame',
  linkAuthentication: 'Secure email input frame',
  expressCheckout: 'Secure express checkout frame',
} as const;

const GONE: Answer = {
  error: {
    type: 'invalid_request_error',
    code: 'element_unmounted',
    message:
      'The element was taken off the page while it was asked for what was entered. Keep it mounted until the promise has settled.',
  },
};
