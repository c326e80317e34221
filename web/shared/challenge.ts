import type { ChallengeOver } from './protocol.ts';

/**
 * Shows a bank's challenge over the page and waits until it is over, whichever way: completed, failed or closed. The
 * page behind cannot be reached meanwhile, and the focus goes back to where it was. Whenever the frame has loaded
 * something, `goesOn` says whether there is still anything to wait for: a page cannot see that a frame of another
 * origin shows the browser's own error, and its payer would have no way out.
 */
export function challenge(url: string, goesOn: () => Promise<boolean> = async () => true): Promise<void> {
  const { origin } = new URL(url);
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', 'Authentication');
  dialog.style.cssText =
    'position:fixed;inset:0;width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:0;border:0;background:transparent;overflow:hidden;z-index:2147483647';
  const iframe = document.createElement('iframe');
  iframe.title = 'Secure authentication frame';
  iframe.src = url;
  iframe.style.cssText = 'border:0;width:100%;height:100%;display:block;background:transparent;color-scheme:light dark';
  dialog.append(iframe);
  // Escape would close the dialog and leave the challenge open: the way out is the frame's own close button.
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  iframe.focus();

  return new Promise((resolve) => {
    function end(): void {
      removeEventListener('message', hear);
      dialog.close();
      dialog.remove();
      resolve();
    }
    function hear(message: MessageEvent): void {
      if (message.source !== iframe.contentWindow || message.origin !== origin) return;
      if ((message.data as Partial<ChallengeOver> | null)?.florin === 'challenge-over') end();
    }
    addEventListener('message', hear);
    iframe.addEventListener('load', async () => {
      if (!(await goesOn()) && dialog.isConnected) end();
    });
  });
}
