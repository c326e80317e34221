import type { StripeCardElementChangeEvent } from '@stripe/stripe-js';
import { type CardEntry, cardParams } from '../../card/entry.ts';
import type { CardForm } from '../../card/use-card.ts';
import type { Translate } from '../../texts/texts.ts';
import { validationError } from '../validation-error.ts';

/** Returns the `change` event of a card, which holds no card data. */
export function cardChange(
  { summary, entry }: CardForm,
  t: Translate,
): Omit<StripeCardElementChangeEvent, 'elementType'> {
  return {
    empty: summary.empty,
    complete: summary.complete,
    brand: summary.brand,
    error: summary.problem && validationError(summary.problem, t),
    value: { postalCode: entry.postal },
  };
}

/** Returns the payment method for an entered card, with the postal code if there is such a field. */
export function cardDetails(
  entry: CardEntry,
  withPostal: boolean,
): { type: string; card: Record<string, string | number>; billing?: Record<string, unknown> } {
  return {
    type: 'card',
    card: cardParams(entry),
    ...(withPostal && entry.postal !== '' && { billing: { address: { postal_code: entry.postal } } }),
  };
}

/** Returns the classes of an input, which the page's `style` refers to by state. */
export function stateClasses(state: { empty: boolean; complete: boolean; invalid: boolean }): string {
  const names = [
    'Field',
    state.empty && 'Field--empty',
    state.complete && 'Field--complete',
    state.invalid && 'Field--invalid',
  ];
  return names.filter(Boolean).join(' ');
}
