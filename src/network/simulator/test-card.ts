import type { Aftermath, CheckResult, TokenizedCard } from '../type.ts';
import type { DeclineName } from './declines.ts';

/** One card of the simulated world: what it is, and what its issuer does when it is used. */
export interface TestCard {
  /**
   * The card's token, and what its ready-made ids are called: `pm_card_<name>` and `tok_<name>`. A card says its
   * behaviour by this name, so its number is never kept.
   */
  readonly name: string;
  /** Further names of its ready-made ids, older ones among them. */
  readonly aliases: readonly string[];
  /** It has ready-made ids; cards without can only be typed. */
  readonly readyMade: boolean;
  readonly number: string;
  /** The number is another card's too; typing it gives the other one. */
  readonly sharesNumber: boolean;
  readonly brand: string;
  readonly displayBrand: string;
  /** The networks it can be run on, preferred first. */
  readonly networks: readonly string[];
  readonly funding: TokenizedCard['funding'];
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;

  /** What the issuer refuses it with, once any authentication is over. */
  readonly declines: DeclineName | null;
  /** `saved_or_charged`: it cannot even be attached; `charged`: it is saved and fails later. */
  readonly declinesWhen: 'saved_or_charged' | 'charged';
  /** Authorizations of it cannot be raised. */
  readonly declinesIncrements: boolean;
  /** What the issuer finds for what was given; everything else passes. */
  readonly checks: { readonly cvc?: CheckResult; readonly line1?: CheckResult; readonly postalCode?: CheckResult };
  readonly risk: 'normal' | 'elevated' | 'highest';
  /**
   * When the payer has to authenticate: `always`; `until_set_up`: a merchant may charge it alone once it was set up;
   * `on_session`: only while the payer is there; `when_asked`: only if the merchant asks for 3-D Secure.
   */
  readonly authentication: 'always' | 'until_set_up' | 'on_session' | 'when_asked';
  /** How 3-D Secure goes for it. A card that is not enrolled never prompts its payer. */
  readonly threeDSecure: 'challenge' | 'frictionless' | 'not_enrolled' | 'unsupported' | 'lookup_fails';
  readonly refunds: 'at_once' | 'pending_then_succeed' | 'succeed_then_fail';
  readonly availableAtOnce: boolean;
  readonly aftermath: Aftermath | null;
}

type Given = Partial<TestCard> & Pick<TestCard, 'name' | 'number'>;

/** Brands that the payer is shown under another name. */
const DISPLAY_BRANDS: Readonly<Record<string, string>> = {
  amex: 'american_express',
  diners: 'diners_club',
  unionpay: 'union_pay',
  unknown: 'other',
};

/** A test card from what is special about it; the rest is a Visa credit card of the United States that just works. */
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
