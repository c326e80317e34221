import { useLayoutEffect } from 'preact/hooks';
import { preference } from '../data/preferences.ts';
import { go, previousAddress } from '../data/router.ts';
import { useLink } from '../data/session.ts';
import { NAVIGATION } from './nav-entries.ts';
import type { Overlay } from './overlay.ts';

/** Time for the second key of a pair, in milliseconds. */
const PAIR_MS = 1_200;

/** True if keys are being typed into something. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function rowLinks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
}

function moveFocus(by: number): void {
  const links = rowLinks();
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
  links[next]?.focus();
}

/** Goes back to the list of a page, even before the page itself is there. */
function goBack(): void {
  const link = document.querySelector<HTMLElement>('[data-back]');
  if (link) {
    link.click();
    return;
  }
  const parent = /^(\/dashboard\/acct_\w+\/.+)\/[^/]+$/.exec(location.pathname)?.[1];
  if (parent === undefined) return;
  if (previousAddress()?.split('?', 1)[0] === parent) history.back();
  else go(parent);
}

/** Presses the element that a key stands for on this page. */
function press(key: string): boolean {
  const element = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
  element?.click();
  return element !== null;
}

/** The keys of the whole dashboard. Single keys can be turned off. */
export function useShortcuts(overlay: Overlay, setOverlay: (overlay: Overlay) => void): void {
  const link = useLink();
  // Before the page is on the screen, so that no key is pressed in vain.
  useLayoutEffect(() => {
    let pair = Number.NEGATIVE_INFINITY;
    // Keys after one that opens a dialog are for the dialog, even before it is there.
    let isOpening = overlay !== null;
    const open = (which: Overlay) => {
      isOpening = true;
      setOverlay(which);
    };
    const onKey = (event: KeyboardEvent) => {
      const { key } = event;
      if (key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        open('palette');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (isOpening || document.querySelector('dialog[open]') || preference('keys') === 'off') return;
      if (key === 'Escape') {
        goBack();
        return;
      }
      const isSecond = performance.now() - pair < PAIR_MS;
      pair = Number.NEGATIVE_INFINITY;
      if (isSecond) {
        const page = NAVIGATION.find((entry) => entry.key === key);
        if (!page) return;
        event.preventDefault();
        go(link(page.path));
        return;
      }
      const handled = handle(key);
      if (handled) event.preventDefault();
    };
    function handle(key: string): boolean {
      switch (key) {
        case 'g':
          pair = performance.now();
          return true;
        case '/':
          open('palette');
          return true;
        case '?':
          open('keys');
          return true;
        case 't':
          open('clock');
          return true;
        case 'j':
          moveFocus(1);
          return true;
        case 'k':
          moveFocus(-1);
          return true;
        default:
          return ['[', ']', 'a', 'c'].includes(key) && press(key);
      }
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [overlay, setOverlay]);
}
