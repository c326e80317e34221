/**
 * The names by which people's end-to-end tests find what the checkout page shows, beside Florin's own. They are a contract:
 * each is in use in public suites for Cypress, Playwright, Capybara and Selenium, and
 * `tests/browser/handles-checkout.test.ts` looks for every one.
 *
 * | Handle | Seen in |
 * |---|---|
 * | ids and names `email`, `cardNumber`, `cardExpiry`, `cardCvc`, `billingName`, `billingCountry`, `billingPostalCode`, `phoneNumber` | nearly all suites with hosted Checkout |
 * | ids `billingAddressLine1`, `billingAddressLine2`, `billingLocality`, `billingAdministrativeArea`, and the same for `shipping` | suites with addresses |
 * | `[data-testid=hosted-payment-submit-button]`, `.SubmitButton`, `.SubmitButton--complete`, `form.PaymentForm-form` | nearly all |
 * | `[data-testid=card-accordion-item]` | stripe-samples/accept-a-payment |
 * | `[data-testid=card-accordion-item-button]`, `#payment-method-accordion-item-title-card`, `#card-tab` | suites with several payment methods |
 * | `#termsOfServiceConsentCheckbox`, `#promotionCode` | suites with terms and discounts |
 * | a link to `cancel_url`, `[data-testid=business-link]` | suites of canceled payments |
 * | `iframe[name=embedded-checkout]` | suites with embedded Checkout |
 */
import { FIELD, type Handles } from '../ui/handles.ts';

/** The names of fields by their own id. */
const NAMES: Readonly<Record<string, string>> = {
  'card-number': 'cardNumber',
  'card-expiry': 'cardExpiry',
  'card-cvc': 'cardCvc',
  'card-postal': 'billingPostalCode',
  'card-country': 'billingCountry',
  name: 'billingName',
  phone: 'phoneNumber',
  same: 'cardUseShippingAsBilling',
  terms: 'termsOfServiceConsentCheckbox',
};

/** The parts of addresses by their own id, which follow the address's use: `billingAddressLine1`. */
const PARTS: Readonly<Record<string, string>> = {
  name: 'Name',
  country: 'Country',
  line1: 'AddressLine1',
  line2: 'AddressLine2',
  city: 'Locality',
  state: 'AdministrativeArea',
  postal_code: 'PostalCode',
};

function nameOf(field: string): string {
  const [, use, part] = /^(billing|shipping)-(\w+)$/.exec(field) ?? [];
  return NAMES[field] ?? (use && part && PARTS[part] ? `${use}${PARTS[part]}` : field);
}

export const CHECKOUT: Handles = {
  input(field) {
    const name = nameOf(field);
    return { id: name, name, [FIELD]: field };
  },
  method: (type) => ({
    tab: { id: `${type}-tab`, value: type },
    only: { 'data-testid': `${type}-accordion-item` },
    item: { 'data-testid': `${type}-accordion-item` },
    row: { id: `${type}-tab`, 'data-testid': `${type}-accordion-item-button` },
    radio: { id: `payment-method-accordion-item-title-${type}` },
  }),
};

export const FORM_CLASS = 'PaymentForm-form';
export const SUBMIT = { class: 'SubmitButton SubmitButton--complete', 'data-testid': 'hosted-payment-submit-button' };
export const BACK = { 'data-testid': 'business-link' };
export const PROMOTION_CODE = { id: 'promotionCode', name: 'promotionCode' };
