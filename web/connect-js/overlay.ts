import type { Look } from './types.ts';

const OVER =
  'position:fixed;inset:0;width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:0;border:0;box-sizing:border-box;background:transparent;overflow:auto;outline:none';
/** The places of a card over the page, by the appearance's `overlays`. */
const CARDS = {
  dialog: 'max-width:640px;margin:5vh auto;padding:24px;box-sizing:border-box',
  drawer: 'max-width:560px;min-height:100%;margin:0 0 0 auto;padding:24px;box-sizing:border-box',
} as const;

/** A card over the page, for a component that its customer closes. */
export interface Overlay {
  readonly card: HTMLElement;
  remove(): void;
}

/** Opens a card over the page. `onCancel` is called for Escape. */
export function openOverlay({ appearance }: Look, label: string, onCancel: () => void): Overlay {
  const { overlayBackdropColor, overlayBorderRadius, overlayZIndex, colorBackground } = appearance?.variables ?? {};
  const kind = appearance?.overlays === 'drawer' ? 'drawer' : 'dialog';
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', label);
  dialog.style.cssText = OVER;
  dialog.style.background = overlayBackdropColor ?? 'rgb(17 21 27 / 55%)';
  dialog.style.zIndex = String(overlayZIndex ?? '');
  // On a low screen the card scrolls, also by keyboard.
  dialog.tabIndex = 0;
  const card = document.createElement('div');
  card.style.cssText = CARDS[kind];
  card.style.background = colorBackground ?? '#fff';
  if (kind === 'dialog') card.style.borderRadius = overlayBorderRadius ?? '12px';
  dialog.append(card);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    onCancel();
  });
  document.body.append(dialog);
  dialog.showModal();
  return {
    card,
    remove() {
      dialog.close();
      dialog.remove();
    },
  };
}
