import type { StripeCardElementChangeEvent } from '@stripe/stripe-js';
import { type CardEntry, cardParams } from '../../card/entry.ts';
import type { CardForm } from '../../card/use-card.ts';
import type { Translate } from '../../texts/texts.ts';
import { validationError } from '../validation-error.ts';

/** The `change` event of a card: all that a page is told of it. */
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

/** The payment method that a card makes, with the postal code where it was asked for. */
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

/** The classes of an input, for the `style` that a page gives its states. */
export function stateClasses(state: { empty: boolean; complete: boolean; invalid: boolean }): string {
  const names = [
    'Field',
    state.empty && 'Field--empty',
    state.complete && 'Field--complete',
    state.invalid && 'Field--invalid',
  ];
  return names.filter(Boolean).join(' ');
}
