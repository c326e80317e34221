/**
 * The script of the home page: copy buttons, and times in the reader's time zone. It is sent as its own source, so it
 * may use nothing from outside itself.
 */
export function pageScript(): void {
  const status = document.getElementById('copy-status');

  async function copy(button: HTMLButtonElement): Promise<void> {
    const source = document.getElementById(button.dataset.copy ?? '');
    if (!source || !status) return;
    try {
      await navigator.clipboard.writeText(source.textContent ?? '');
      status.textContent = 'Copied';
      button.classList.add('copied');
      button.addEventListener('blur', () => button.classList.remove('copied'), { once: true });
    } catch {
      // Browsers allow the clipboard on https and localhost only; elsewhere the text is selected for Ctrl+C.
      getSelection()?.selectAllChildren(source);
      status.textContent = 'Selected. Press Ctrl+C to copy.';
    }
  }

  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => void copy(button));
  }
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-ms]')) {
    time.textContent = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(Number(time.dataset.ms));
  }
}
