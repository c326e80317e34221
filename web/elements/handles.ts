/**
 * The names by which people's end-to-end tests find the inputs of Elements, beside Florin's own. They are a contract: each
 * is in use in public suites for Cypress, Playwright, Capybara and Selenium, and `tests/browser/handles-elements.test.ts`
 * looks for every one.
 *
 * | Handle | Seen in |
 * |---|---|
 * | `input[name=number]`, `expiry`, `cvc`, `postalCode`, `select[name=country]` | page objects for Playwright |
 * | ids `Field-numberInput`, `Field-expiryInput`, `Field-cvcInput`, `Field-countryInput`, `Field-postalCodeInput`, `Field-nameInput`, `Field-bankInput` | suites for Cypress, Playwright and Selenium until 2025 |
 * | ids `payment-numberInput`, `payment-expiryInput`, `payment-cvcInput`, `payment-postalCodeInput`, `billingAddress-postalCodeInput` | suites for Playwright and Selenium since late 2025 |
 * | tabs `#card-tab`, `[data-testid=card]`, `button[value=card]`, `[data-value=card]` | the same suites, where several payment methods are offered |
 * | `[data-testid=card], [data-value=card]`, also where only cards are offered | stripe-samples/accept-a-payment |
 * | `input[name=au_bsb]`, `au_bank_account_number`, `iban` | stripe-samples/accept-a-payment |
 * | `addressLine1`, `addressLine2`, `locality`, `administrativeArea`, `postalCode` of the Address Element | Selenium suites with `Field-localityInput`, `Field-administrativeAreaInput` |
 * | `input[name=cardnumber]`, `exp-date`, `cvc`, `postal` of card elements | flutter-stripe/flutter_stripe, CraftAcademy/the_restful_seven, dschmura/adhdev_web |
 * | `[data-elements-stable-field-name=cardNumber]`, `cardExpiry`, `cardCvc`, `postalCode` | cypress-plugin-stripe-elements, jrussbautista/dress-shop |
 * | `.InputElement`, `.is-empty`, `form.ElementsApp`, "Credit or debit card number" | pikachuvnjapan/Automation-Test, Isra-Devep/Automation-using-Webdriverio |
 * | `iframe[name^=__privateStripeFrame]`, `.__PrivateStripeElement`, `.StripeElement`, the frames' titles | Mattermost, hhafzahh/ascenda-application, and nearly all others |
 * | `iframe[src*=elements-inner-payment]` | Welcome to My Garden, and page objects for Playwright |
 */
import type { CardField } from '../card/entry.ts';
import type { FrameSetup } from '../shared/protocol.ts';
import { FIELD, type Handles } from '../ui/handles.ts';

/** Fields whose name is not their own in camel case. */
const NAMES: Readonly<Record<string, string>> = {
  line1: 'addressLine1',
  line2: 'addressLine2',
  city: 'locality',
  state: 'administrativeArea',
  postal: 'postalCode',
};

/** The names of the fields of an Australian bank account in its own element. */
const AU_NAMES: Readonly<Record<string, string>> = { bsb_number: 'au_bsb', account_number: 'au_bank_account_number' };

/** Trains whose input ids begin with the element's name. In the older ones they begin with `Field`. */
const NEWER = new Set<string>(['clover', 'dahlia', 'endive']);

/** Returns the handles of a frame. */
export function handlesOf({ kind, options, train }: Pick<FrameSetup, 'kind' | 'options' | 'train'>): Handles {
  const prefix = NEWER.has(train) ? prefixOf(kind, options) : 'Field';
  return {
    input(field) {
      const name = nameOf(field, kind);
      return { id: `${prefix}-${name}Input`, name, [FIELD]: field };
    },
    method: (type) => {
      const handle = { 'data-testid': type, 'data-value': type };
      return { tab: { ...handle, id: `${type}-tab`, value: type }, only: handle, item: {}, row: handle, radio: {} };
    },
  };
}

function prefixOf(kind: FrameSetup['kind'], { mode = 'billing' }: FrameSetup['options']): string {
  if (kind === 'payment') return 'payment';
  return kind === 'address' ? `${String(mode)}Address` : 'Field';
}

/** Returns the name of an input: a field's own id without its group, in camel case. */
function nameOf(field: string, kind: FrameSetup['kind']): string {
  const own = field.slice(field.indexOf('-') + 1);
  return (
    (kind === 'auBankAccount' ? AU_NAMES : NAMES)[own] ??
    own.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  );
}

/** Attributes of the inputs of card elements. */
export const CARD_INPUTS: Readonly<Record<CardField, { readonly name: string; readonly stable: string }>> = {
  number: { name: 'cardnumber', stable: 'cardNumber' },
  expiry: { name: 'exp-date', stable: 'cardExpiry' },
  cvc: { name: 'cvc', stable: 'cardCvc' },
  postal: { name: 'postal', stable: 'postalCode' },
};
