import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import type { PageAddress } from '../../../src/shared/payment-page-view.ts';

/** The options of the `payment` element. */
export interface PaymentOptions {
  readonly layout?: string | Layout;
  readonly paymentMethodOrder?: readonly string[];
  readonly readOnly?: boolean;
  readonly business?: { readonly name?: string };
  readonly defaultValues?: { readonly billingDetails?: DefaultBilling };
  /** For all payment methods, and by type. */
  readonly fields?: {
    readonly [type: string]: BillingFields | { readonly billingDetails?: BillingFields } | undefined;
  };
  readonly terms?: { readonly card?: 'auto' | 'always' | 'never' };
}

interface DefaultBilling {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: Readonly<Partial<Record<keyof PageAddress, string>>>;
}

type Asked = 'always' | 'auto' | 'if_required' | 'never';

type BillingFields =
  | Asked
  | {
      readonly name?: Asked;
      readonly email?: Asked;
      readonly phone?: Asked;
      readonly address?: Asked | Readonly<Record<string, Asked | undefined>>;
    };

interface Layout {
  readonly type?: string | undefined;
  readonly defaultCollapsed?: boolean;
  readonly spacedAccordionItems?: boolean;
  readonly visibleAccordionItemsCount?: number;
}

/** Default number of payment methods that an accordion shows at first. */
const AT_FIRST = 5;

/** Returns the layout with its defaults. */
export function layoutOf({ layout }: PaymentOptions) {
  const given: Layout = typeof layout === 'object' ? layout : { type: layout };
  return {
    layout: given.type === 'accordion' ? ('accordion' as const) : ('tabs' as const),
    collapsed: given.defaultCollapsed ?? false,
    spaced: given.spacedAccordionItems ?? false,
    atFirst: given.visibleAccordionItemsCount ?? AT_FIRST,
  };
}

/** The billing details that a form collects, as configured by the page. */
export interface Asks {
  /** `always`: even if the payment method does not need it; `never`: the page passes it itself. */
  readonly name: Asked;
  readonly email: Asked;
  readonly phone: Asked;
  /** True if a part of the address may be collected. */
  address(part: string): boolean;
  /** True if only the parts that the payment method requires are collected. */
  readonly onlyRequired: boolean;
}

/** Returns the billing details to collect for a type. Options for the type take precedence over those for all. */
export function asksOf({ fields = {} }: PaymentOptions, type: string): Asks {
  const own = (fields[type] as { billingDetails?: BillingFields } | undefined)?.billingDetails;
  const all = fields.billingDetails as BillingFields | undefined;
  const one = (name: 'email' | 'name' | 'phone'): Asked => optionOf(own, name) ?? optionOf(all, name) ?? 'auto';
  const address = optionOf(own, 'address') ?? optionOf(all, 'address') ?? 'auto';
  return {
    name: one('name'),
    email: one('email'),
    phone: one('phone'),
    address: (part) => (typeof address === 'object' ? address[part] : address) !== 'never',
    onlyRequired: address === 'if_required',
  };
}

type Details = Exclude<BillingFields, Asked>;

function optionOf<Name extends keyof Details>(
  given: BillingFields | undefined,
  name: Name,
): Asked | Details[Name] | undefined {
  return typeof given === 'object' ? given[name] : given;
}

/** Puts the payment methods that the page names first, in its order, then the rest in Florin's. */
export function ordered(
  methods: readonly MethodSpec[],
  { paymentMethodOrder: wanted = [] }: PaymentOptions,
): readonly MethodSpec[] {
  const named = wanted.flatMap((type) => methods.filter((method) => method.type === type));
  return [...named, ...methods.filter((method) => !named.includes(method))];
}
