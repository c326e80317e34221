import { frameName } from './frame-name.ts';
import type { ChallengeOver } from './protocol.ts';

/**
 * Shows a page for the payer (a bank's challenge, a code, a voucher) in an overlay and resolves when it is completed,
 * failed or closed. The page behind is inert, and the focus returns to where it was. Each time the frame has loaded,
 * `stillWaits` checks whether the payment still waits: a page cannot detect that a frame of another origin shows the
 * browser's own error page, from which the customer has no way back; so an unknown answer ends it, too. With `pollMs` it
 * is also checked at that interval, because the customer may act on another device; there an unknown answer waits on.
 */
export function challenge(
  url: string,
  stillWaits: () => Promise<boolean | undefined> = async () => true,
  pollMs?: number,
): Promise<void> {
  const { origin } = new URL(url);
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', 'Authentication');
  dialog.style.cssText =
    'position:fixed;inset:0;width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:0;border:0;background:transparent;overflow:hidden;z-index:2147483647';
  const iframe = document.createElement('iframe');
  iframe.title = 'Secure authentication frame';
  iframe.name = frameName();
  iframe.src = pollMs === undefined ? `${url}#three-ds-2-challenge` : url;
  iframe.style.cssText = 'border:0;width:100%;height:100%;display:block;background:transparent;color-scheme:light dark';
  dialog.append(iframe);
  // Escape would close the overlay but leave the challenge open. Customers cancel with the frame's close button.
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  // Tests take the first frame of a page with a challenge for its frame.
  document.body.prepend(dialog);
  dialog.showModal();
  iframe.focus();

  return new Promise((resolve) => {
    const poll = pollMs === undefined ? undefined : setInterval(() => void check((waits) => waits !== false), pollMs);
    function end(): void {
      clearInterval(poll);
      removeEventListener('message', receive);
      dialog.close();
      dialog.remove();
      resolve();
    }
    function receive(message: MessageEvent): void {
      if (message.source !== iframe.contentWindow || message.origin !== origin) return;
      if ((message.data as Partial<ChallengeOver> | null)?.florin === 'challenge-over') end();
    }
    async function check(isOpen: (waits: boolean | undefined) => boolean): Promise<void> {
      if (!isOpen(await stillWaits()) && dialog.isConnected) end();
    }
    addEventListener('message', receive);
    iframe.addEventListener('load', () => void check(Boolean));
  });
}
