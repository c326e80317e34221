import { frameIdIn } from '../../src/shared/frame-address.ts';
import type { Answer, Ask, FrameSetup, FromFrame, Hello, ToFrame, Welcome } from '../shared/protocol.ts';

/** A frame's end of the channel to its parent page. */
export interface Channel {
  readonly setup: FrameSetup;
  emit(name: string, event?: object): void;
  resize(pixels: number): void;
  /** Sets the listener for messages; a second one replaces the first. */
  listen(to: Listener): void;
}

export interface Listener {
  update(options: Readonly<Record<string, unknown>>): void;
  act(act: 'focus' | 'blur' | 'clear' | 'collapse'): void;
  ask(ask: Ask): Promise<Answer>;
}

/** Sends a hello to the parent window, and resolves with the channel that it returns. */
export function openChannel(): Promise<Channel> {
  return new Promise((resolve) => {
    addEventListener('message', function receiveWelcome(message: MessageEvent) {
      const welcome = message.data as Partial<Welcome> | null;
      const [port] = message.ports;
      if (message.source !== parent || welcome?.florin !== 'welcome' || !welcome.setup || !port) return;
      removeEventListener('message', receiveWelcome);
      resolve(channelOver(port, welcome.setup));
    });
    const hello: Hello = { florin: 'hello', frame: frameIdIn(location.hash) };
    // The page's origin is not known yet, and a hello holds nothing secret.
    parent.postMessage(hello, '*');
  });
}

function channelOver(port: MessagePort, setup: FrameSetup): Channel {
  const early: MessageEvent<ToFrame>[] = [];
  let listener: Listener | undefined;
  const send = (message: FromFrame) => port.postMessage(message);

  function receive(event: MessageEvent<ToFrame>): void {
    if (!listener) {
      early.push(event);
      return;
    }
    const { data } = event;
    if (data.type === 'update') listener.update(data.options);
    else if (data.type === 'do') listener.act(data.act);
    else if (data.type === 'ask') {
      const { number } = data;
      void listener.ask(data.ask).then((answer) => send({ type: 'answer', number, answer }));
    }
  }
  port.onmessage = receive;

  return {
    setup,
    emit: (name, event = {}) => send({ type: 'event', name, event }),
    resize: (pixels) => send({ type: 'height', pixels }),
    listen(to) {
      listener = to;
      for (const event of early.splice(0)) receive(event);
    },
  };
}
