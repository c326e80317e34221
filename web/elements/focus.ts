import type { Channel } from './channel.ts';

/**
 * Emits `focus` and `blur` when the customer enters or leaves a frame's form, not when they move between its fields.
 */
export function focusOf(channel: Channel) {
  const inside = ({ currentTarget, relatedTarget }: FocusEvent) =>
    relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
  return {
    onFocusIn: (event: FocusEvent) => inside(event) || channel.emit('focus'),
    onFocusOut: (event: FocusEvent) => inside(event) || channel.emit('blur'),
    onKeyDown: (event: KeyboardEvent) => event.key === 'Escape' && channel.emit('escape'),
  };
}

/** Removes the focus from the focused field, if any. */
export function blurActive(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
