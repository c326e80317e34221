import type { StripeCardElementChangeEvent } from '@stripe/stripe-js';
import { type CardEntry, type CardField, cardParams } from '../../card/entry.ts';
import type { CardForm } from '../../card/use-card.ts';
import type { Translate } from '../../texts/texts.ts';
import { CARD_INPUTS } from '../handles.ts';
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
    'Field InputElement',
    state.empty && 'Field--empty is-empty',
    state.complete && 'Field--complete is-complete',
    state.invalid && 'Field--invalid is-invalid',
  ];
  return names.filter(Boolean).join(' ');
}

/** Returns the classes of a card element's form, by which tests find it. */
export function appClass({ empty, complete }: { empty: boolean; complete: boolean }): string {
  return ['ElementsApp', empty && 'is-empty', complete && 'is-complete'].filter(Boolean).join(' ');
}

/** Returns the attributes and label of an input of a card element. */
export function cardHandle(field: CardField, { country }: CardEntry, t: Translate) {
  const { name, stable } = CARD_INPUTS[field];
  return {
    handle: { name, 'data-elements-stable-field-name': stable },
    label: t(`card.${field === 'postal' ? (country === 'US' ? 'zip' : 'postal') : `${field}Alone`}`),
  };
}
