/**
 * What the home page runs in a browser: copy buttons, and times of day where the reader is. It is sent as its own
 * source, so it may use nothing from outside itself.
 */
export function pageScript(): void {
  const said = document.getElementById('said');

  async function copy(button: HTMLButtonElement): Promise<void> {
    const source = document.getElementById(button.dataset.copy ?? '');
    if (!source || !said) return;
    try {
      await navigator.clipboard.writeText(source.textContent ?? '');
      said.textContent = 'Copied';
      button.classList.add('copied');
      button.addEventListener('blur', () => button.classList.remove('copied'), { once: true });
    } catch {
      // Browsers give the clipboard to https and this machine only; anywhere else the text is marked for Ctrl+C.
      getSelection()?.selectAllChildren(source);
      said.textContent = 'Marked, press Ctrl+C to copy';
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
