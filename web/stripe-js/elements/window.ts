import type { FrameKind } from '../../shared/protocol.ts';
import type { Page } from '../page.ts';
import { randomId } from '../random-id.ts';
import { type Frame, openFrame } from './frame.ts';

/** The customer's action in a window. */
export interface WindowEvent {
  readonly name: string;
  readonly event: object;
  readonly frame: Frame;
}

const OVER =
  'position:fixed;inset:0;width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:16px;border:0;box-sizing:border-box;background:rgb(17 21 27/55%);overflow:auto;z-index:2147483647';
const CARD = 'max-width:420px;margin:5vh auto;padding:24px;border-radius:12px;background:#fff';

/**
 * Shows a frame as a window over the page. `take` receives what the customer does in it; the window closes once it returns
 * a result, which is returned.
 */
export async function showWindow<Result>(
  page: Page,
  { kind, options }: { kind: FrameKind; options: Readonly<Record<string, unknown>> },
  take: (event: WindowEvent) => Promise<Result | undefined>,
): Promise<Result> {
  const dialog = document.createElement('dialog');
  dialog.style.cssText = OVER;
  // On a low screen the window scrolls, also by keyboard.
  dialog.tabIndex = 0;
  const card = document.createElement('div');
  card.style.cssText = CARD;
  dialog.append(card);
  document.body.prepend(dialog);
  // Escape would close the window without an answer for the page.
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  dialog.showModal();
  const setup = {
    kind,
    group: randomId(),
    merchant: page.merchant,
    train: page.train,
    locale: page.locale,
    options,
    appearance: undefined,
    fonts: [],
    purpose: {},
  };
  return new Promise((resolve) => {
    const hand = async (name: string, event: object): Promise<void> => {
      const result = await take({ name, event, frame });
      if (result === undefined) return;
      frame.remove();
      dialog.close();
      dialog.remove();
      resolve(result);
    };
    const frame = openFrame(page.origin, card, () => setup, {
      onEvent: (name, event) => void hand(name, event),
      onHeight: (pixels) => frame.iframe.style.setProperty('height', `${pixels}px`),
      onLoadError: () => void hand('loaderror', {}),
    });
    dialog.setAttribute('aria-label', frame.iframe.title);
  });
}
