import type { PageConfirmation, PaymentPage } from '../../../src/checkout/page/view-type.ts';
import { type CardEntry, cardParams } from '../../elements/card/entry.ts';
import type { Words } from '../language/words.ts';
import { type Choice, savedMethod } from '../pay/choice.ts';
import { enteredMethod } from '../pay/method-fields.ts';
import { addressEntries, asksPostal, enteredAddress } from './address.ts';
import { enteredCustomFields } from './custom-fields.ts';
import type { Entries } from './field-spec.ts';
import type { Parts } from './parts.ts';

/** What stands in the fields when the page opens. */
export function firstEntries(page: PaymentPage, { tag }: Words): Entries {
  const { country } = page.merchant;
  const prefilled = page.saved_payment_methods.find(({ id }) => id === page.prefilled_payment_method);
  const allowed = page.shipping_address_collection?.allowed_countries;
  const custom = page.custom_fields.map(({ key, default_value: value }) => [`custom-${key}`, value ?? '']);
  return {
    email: page.email.value ?? prefilled?.billing.email ?? '',
    name: page.name ?? '',
    phone: page.phone.value ?? '',
    same: 'yes',
    'shipping-name': page.shipping?.name ?? '',
    ...addressEntries('shipping', page.shipping?.address ?? null, { tag, country, ...(allowed && { allowed }) }),
    ...addressEntries('billing', null, { tag, country }),
    ...Object.fromEntries(custom),
  };
}

/** A shipping address that is entered whole; undefined before. */
export function enteredShipping(parts: Parts, entries: Entries): PageConfirmation['shipping'] {
  const isWhole = parts.shipping.every(({ id, problem }) => problem(entries[id] ?? '') === undefined);
  if (parts.shipping.length === 0 || !isWhole) return undefined;
  return { name: entries['shipping-name']?.trim() ?? '', address: enteredAddress('shipping', entries) };
}

/** What the payer pays with and agrees to, as the page is confirmed. */
export function confirmationOf(
  page: PaymentPage,
  { parts, entries, choice, card }: { parts: Parts; entries: Entries; choice: Choice; card: CardEntry },
): PageConfirmation {
  const saved = savedMethod(page, choice);
  const shipping = enteredShipping(parts, entries);
  const name = (parts.own.some(({ id }) => id === 'name') ? entries.name : entries['shipping-name'])?.trim();
  const { terms_of_service: terms, promotions } = page.consent_collection;
  const customFields = enteredCustomFields(page.custom_fields, entries);
  return {
    expected_amount: page.totals.total,
    ...(page.email.editable && { email: entries.email?.trim() ?? '' }),
    ...(name && { name }),
    ...(page.phone.required && { phone: entries.phone?.trim() ?? '' }),
    ...(shipping && { shipping }),
    ...(customFields.length > 0 && { custom_fields: customFields }),
    ...((terms || promotions) && {
      consent: {
        ...(terms && { terms_of_service: 'accepted' as const }),
        ...(promotions && { promotions: entries.promotions === 'yes' ? ('opt_in' as const) : ('opt_out' as const) }),
      },
    }),
    ...(saved && { payment_method: saved.id }),
    ...(!saved &&
      page.needs_payment_method &&
      choice.type !== undefined && { payment_method_data: newMethod(choice.type) }),
    ...(!saved && page.offers_to_save && { save_payment_method: entries.save === 'yes' }),
  };

  function newMethod(type: string): Record<string, unknown> {
    const email = page.email.editable ? entries.email?.trim() : page.email.value;
    return {
      type,
      [type]: type === 'card' ? cardParams(card) : enteredMethod(type, entries),
      billing_details: {
        ...(name && { name }),
        ...(email && { email }),
        ...(page.phone.required && { phone: entries.phone?.trim() ?? '' }),
        ...billingAddress(),
      },
    };
  }

  function billingAddress(): { address?: Record<string, unknown> } {
    if (parts.offersSameAddress && entries.same === 'yes') return { address: enteredAddress('shipping', entries) };
    if (parts.billing.length === 1) return { address: { country: entries['billing-country'] } };
    if (parts.billing.length > 1) return { address: enteredAddress('billing', entries) };
    if (choice.type !== 'card') return {};
    const { country, postal } = card;
    return { address: { country, ...(asksPostal(country) && { postal_code: postal }) } };
  }
}
