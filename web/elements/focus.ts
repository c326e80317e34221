import type { Channel } from './channel.ts';

/** Tells the page when the payer comes into a frame's form and leaves it; going from field to field is neither. */
export function focusOf(channel: Channel) {
  const inside = ({ currentTarget, relatedTarget }: FocusEvent) =>
    relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
  return {
    onFocusIn: (event: FocusEvent) => inside(event) || channel.emit('focus'),
    onFocusOut: (event: FocusEvent) => inside(event) || channel.emit('blur'),
    onKeyDown: (event: KeyboardEvent) => event.key === 'Escape' && channel.emit('escape'),
  };
}
