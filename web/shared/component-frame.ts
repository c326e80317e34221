import { frameName } from './frame-name.ts';
import { plain } from './plain.ts';

/** A component's iframe. */
export interface ComponentFrame {
  readonly iframe: HTMLIFrameElement;
  go(address: string): void;
  /** Applies the look to what is shown now, and to what will be. */
  look(look: object): void;
  remove(): void;
}

interface FrameEvents {
  /** Something that the component reports, by the name of its listener's setter without `On`. */
  onEvent(name: string, detail: object): void;
  /** The frame's page is there. */
  onShown(): void;
  /** The frame's page did not come. */
  onLost(): void;
}

/** A message of a frame: its height in pixels, or an event. */
type Message =
  | { readonly height: number }
  | { readonly height?: never; readonly name: string; readonly detail: object };

/** Timeout of a page's hello, in milliseconds. */
const TIMEOUT_MS = 20_000;

/**
 * Opens an iframe of Florin. Each page in it sends a hello when it has loaded, and gets a channel of its own; only messages
 * of this iframe from `origin` are accepted.
 */
export function openFrame(
  origin: string,
  parent: Element,
  { title, look: first }: { readonly title: string; readonly look: object },
  events: FrameEvents,
): ComponentFrame {
  let look = first;
  let port: MessagePort | undefined;
  let timeout: ReturnType<typeof setTimeout> | undefined;

  const iframe = document.createElement('iframe');
  iframe.name = frameName();
  iframe.title = title;
  iframe.style.cssText =
    'border:0!important;margin:0!important;padding:0!important;width:100%!important;display:block!important;color-scheme:light only!important;height:120px';

  function receiveHello({ source, origin: from, data }: MessageEvent): void {
    if (source !== iframe.contentWindow || from !== origin) return;
    if ((data as { florin?: unknown } | null)?.florin !== 'hello') return;
    clearTimeout(timeout);
    const { port1, port2 } = new MessageChannel();
    port = port1;
    port.onmessage = receive;
    iframe.contentWindow?.postMessage(plain({ florin: 'welcome', look }), origin, [port2]);
    events.onShown();
  }

  function receive({ data }: MessageEvent<Message>): void {
    if (data.height !== undefined) iframe.style.setProperty('height', `${data.height}px`);
    else events.onEvent(data.name, data.detail);
  }

  addEventListener('message', receiveHello);
  parent.append(iframe);

  return {
    iframe,
    go(address) {
      clearTimeout(timeout);
      timeout = setTimeout(events.onLost, TIMEOUT_MS);
      iframe.src = address;
    },
    look(changed) {
      look = changed;
      port?.postMessage(plain(changed));
    },
    remove() {
      removeEventListener('message', receiveHello);
      clearTimeout(timeout);
      port?.close();
      iframe.remove();
    },
  };
}
