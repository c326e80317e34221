import type { Aftermath, CheckResult, TokenizedCard } from '../type.ts';
import type { DeclineName } from './declines.ts';

/** A test card: its data, and its issuer's behaviour. */
export interface TestCard {
  /**
   * The card's token and the name in its test ids: `pm_card_<name>` and `tok_<name>`. The name selects the behaviour,
   * so the number is never stored.
   */
  readonly name: string;
  /** Other names of its test ids, including older ones. */
  readonly aliases: readonly string[];
  /** True if it has test ids; other cards can only be typed. */
  readonly readyMade: boolean;
  readonly number: string;
  /** True if another card has the same number; typing it selects the other one. */
  readonly sharesNumber: boolean;
  readonly brand: string;
  readonly displayBrand: string;
  /** Its networks, preferred first. */
  readonly networks: readonly string[];
  readonly funding: TokenizedCard['funding'];
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;

  /** The issuer's decline, after any authentication. */
  readonly declines: DeclineName | null;
  /** `saved_or_charged`: attaching fails too; `charged`: attaching succeeds and charges fail. */
  readonly declinesWhen: 'saved_or_charged' | 'charged';
  /** True if its authorizations cannot be increased. */
  readonly declinesIncrements: boolean;
  /** The issuer's check results; others pass. */
  readonly checks: { readonly cvc?: CheckResult; readonly line1?: CheckResult; readonly postalCode?: CheckResult };
  readonly risk: 'normal' | 'elevated' | 'highest';
  /**
   * The payments that require authentication: `always`; `until_set_up`: not for off-session charges after a setup;
   * `on_session`: only with the payer present; `when_asked`: only if the merchant requests 3-D Secure.
   */
  readonly authentication: 'always' | 'until_set_up' | 'on_session' | 'when_asked';
  /** Its 3-D Secure behaviour. A card that is not enrolled is never challenged. */
  readonly threeDSecure: 'challenge' | 'frictionless' | 'not_enrolled' | 'unsupported' | 'lookup_fails';
  readonly refunds: 'at_once' | 'pending_then_succeed' | 'succeed_then_fail';
  readonly availableAtOnce: boolean;
  readonly aftermath: Aftermath | null;
}

type Given = Partial<TestCard> & Pick<TestCard, 'name' | 'number'>;

/** Display names that differ from the brand. */
const DISPLAY_BRANDS: Readonly<Record<string, string>> = {
  amex: 'american_express',
  diners: 'diners_club',
  unionpay: 'union_pay',
  unknown: 'other',
};

/** Builds a test card from its differences to a US Visa credit card that succeeds. */
export function testCard(given: Given): TestCard {
  const brand = given.brand ?? 'visa';
  return {
    aliases: [],
    readyMade: true,
    sharesNumber: false,
    brand,
    displayBrand: DISPLAY_BRANDS[brand] ?? brand,
    networks: [brand],
    funding: 'credit',
    country: 'US',
    declines: null,
    declinesWhen: 'saved_or_charged',
    declinesIncrements: false,
    checks: {},
    risk: 'normal',
    authentication: 'when_asked',
    threeDSecure: 'not_enrolled',
    refunds: 'at_once',
    availableAtOnce: false,
    aftermath: null,
    ...given,
  };
}
