import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import type { PageAddress, PageConfirmation, PageParams, PaymentPage } from '../../../src/shared/payment-page-view.ts';
import { type CardEntry, cardParams } from '../../card/entry.ts';
import { addressEntries, asksPostal, enteredAddress } from '../../form/address.ts';
import type { Entries } from '../../form/field-spec.ts';
import { isWholePostal } from '../../form/postal.ts';
import { enteredMethod, enteredOptions } from '../../methods/method-fields.ts';
import type { Texts } from '../../texts/texts.ts';
import { type Choice, savedMethod } from '../pay/choice.ts';
import { enteredCustomFields } from './custom-fields.ts';
import type { Parts } from './parts.ts';
import { enteredTaxId } from './tax-id.ts';

/** Returns the initial values of the form. */
export function firstEntries(page: PaymentPage, { tag }: Texts): Entries {
  const { country } = page.merchant;
  const prefilled = page.saved_payment_methods.find(({ id }) => id === page.prefilled_payment_method);
  const allowed = page.shipping_address_collection?.allowed_countries;
  const custom = page.custom_fields.map(({ key, default_value: value }) => [`custom-${key}`, value ?? '']);
  return {
    email: page.email.value ?? prefilled?.billing.email ?? '',
    name: page.name ?? '',
    business_name: page.business_name ?? '',
    business: page.tax_id ? 'yes' : '',
    tax_id: page.tax_id?.value ?? '',
    phone: page.phone.value ?? '',
    same: 'yes',
    'shipping-name': page.shipping?.name ?? '',
    ...addressEntries('shipping', page.shipping?.address ?? null, { tag, country, ...(allowed && { allowed }) }),
    ...addressEntries('billing', null, { tag, country }),
    ...Object.fromEntries(custom),
  };
}

/** Returns the shipping address if it is complete and valid. */
export function enteredShipping(parts: Pick<Parts, 'shipping'>, entries: Entries): PageConfirmation['shipping'] {
  const isWhole = parts.shipping.every(({ id, problem }) => problem(entries[id] ?? '') === undefined);
  if (parts.shipping.length === 0 || !isWhole) return undefined;
  return { name: entries['shipping-name']?.trim() ?? '', address: enteredAddress('shipping', entries) };
}

/** Returns the parameters that confirm the page. */
export function confirmationOf(page: PaymentPage, entering: Entering & { readonly parts: Parts }): PageConfirmation {
  const { parts, entries, choice, card } = entering;
  const saved = savedMethod(page, choice);
  const method = page.payment_method_specs.find(({ type }) => type === choice.type);
  const shipping = enteredShipping(parts, entries);
  const name = (parts.own.some(({ id }) => id === 'name') ? entries.name : entries['shipping-name'])?.trim();
  const { terms_of_service: terms, promotions } = page.consent_collection;
  const customFields = enteredCustomFields(page.custom_fields, entries);
  return {
    expected_amount: page.totals.total,
    ...(page.email.editable && { email: entries.email?.trim() ?? '' }),
    ...(name && { name }),
    ...(page.phone.required && { phone: entries.phone?.trim() ?? '' }),
    ...collectedNames(page, entries),
    ...(page.tax_id_collection && enteredTaxId(parts.taxId, countryOfPayer(page, entering), entries)),
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
      method && { payment_method_data: newMethod(method), ...optionsOf(method) }),
    ...(!saved && page.offers_to_save && { save_payment_method: entries.save === 'yes' }),
  };

  function optionsOf(spec: MethodSpec): Pick<PageConfirmation, 'payment_method_options'> {
    const options = enteredOptions(spec, entries);
    return Object.keys(options).length > 0 ? { payment_method_options: { [spec.type]: options } } : {};
  }

  function newMethod({ type, fields, collects }: MethodSpec): PageParams {
    const address = billingAddress(entering);
    const email = page.email.editable ? entries.email?.trim() : page.email.value;
    return {
      type,
      [type]: type === 'card' ? cardParams(card) : enteredMethod({ type, fields }, entries),
      billing_details: {
        ...(name && { name }),
        ...(email && { email }),
        ...((page.phone.required || collects.includes('phone')) && { phone: entries.phone?.trim() ?? '' }),
        ...(address && { address }),
      },
    };
  }
}

/** Returns the names of business and individual, without empty ones. */
function collectedNames(
  page: PaymentPage,
  entries: Entries,
): Pick<PageConfirmation, 'business_name' | 'individual_name'> {
  const { business, individual } = page.name_collection;
  const [businessName, individualName] = [entries.business_name?.trim(), entries.individual_name?.trim()];
  return {
    ...(business && businessName && { business_name: businessName }),
    ...(individual && individualName && { individual_name: individualName }),
  };
}

/** The entered values with the fields they belong to. */
interface Entering {
  readonly parts: Omit<Parts, 'taxId'>;
  readonly entries: Entries;
  readonly choice: Choice;
  readonly card: CardEntry;
}

/** Returns the collected billing address, or undefined if none is collected. */
export function billingAddress({ parts, entries, choice, card }: Entering): Partial<PageAddress> | undefined {
  if (parts.offersSameAddress && entries.same === 'yes') return enteredAddress('shipping', entries);
  if (parts.billing.length === 1) return { country: entries['billing-country'] ?? '' };
  if (parts.billing.length > 1) return enteredAddress('billing', entries);
  if (choice.type !== 'card') return undefined;
  const { country, postal } = card;
  return { country, ...(asksPostal(country) && { postal_code: postal }) };
}

/** Returns the customer's country. The shipping country takes precedence. */
export function countryOfPayer(page: PaymentPage, entering: Entering): string {
  if (page.shipping_address_collection) return entering.entries['shipping-country'] ?? '';
  const billingCountry =
    savedMethod(page, entering.choice)?.billing.address?.country ?? billingAddress(entering)?.country;
  return billingCountry ?? page.merchant.country;
}

/** Returns the address that determines taxes once it is complete. Shipping addresses are sent separately. */
export function taxedAddress(page: PaymentPage, entering: Entering): Partial<PageAddress> | undefined {
  const { parts, entries, choice, card } = entering;
  if (!page.automatic_tax.enabled || page.shipping_address_collection) return undefined;
  const saved = savedMethod(page, choice);
  if (saved) return saved.billing.address ?? undefined;
  if (parts.billing.some(({ id, problem }) => problem(entries[id] ?? '') !== undefined)) return undefined;
  const isWhole = parts.billing.length > 0 || !asksPostal(card.country) || isWholePostal(card.postal, card.country);
  return isWhole ? billingAddress(entering) : undefined;
}
