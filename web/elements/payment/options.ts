/** What a page may say of its `payment` element. */
export interface PaymentOptions {
  readonly layout?: string | Layout;
  readonly paymentMethodOrder?: readonly string[];
  readonly readOnly?: boolean;
  readonly business?: { readonly name?: string };
  readonly defaultValues?: {
    readonly billingDetails?: { readonly address?: { readonly country?: string; readonly postal_code?: string } };
  };
  readonly fields?: { readonly billingDetails?: 'auto' | 'never' | { readonly address?: unknown } };
  readonly terms?: { readonly card?: 'auto' | 'always' | 'never' };
}

interface Layout {
  readonly type?: string | undefined;
  readonly defaultCollapsed?: boolean;
  readonly spacedAccordionItems?: boolean;
  readonly visibleAccordionItemsCount?: number;
}

/** How many methods an accordion shows at first, unless the page says otherwise. */
const AT_FIRST = 5;

/** How the methods are laid out, with what a page leaves unsaid. */
export function layoutOf({ layout }: PaymentOptions) {
  const given: Layout = typeof layout === 'object' ? layout : { type: layout };
  return {
    layout: given.type === 'accordion' ? ('accordion' as const) : ('tabs' as const),
    collapsed: given.defaultCollapsed ?? false,
    spaced: given.spacedAccordionItems ?? false,
    atFirst: given.visibleAccordionItemsCount ?? AT_FIRST,
  };
}

/** Whether the element asks for what it needs of the payer's address; a page that says never says it itself. */
export function asksAddress({ fields }: PaymentOptions): boolean {
  const { billingDetails } = fields ?? {};
  return (typeof billingDetails === 'object' ? billingDetails.address : billingDetails) !== 'never';
}

/** The order that the page wants first, then the rest as Florin has it. */
export function ordered(types: readonly string[], { paymentMethodOrder: wanted = [] }: PaymentOptions): string[] {
  return [...wanted.filter((type) => types.includes(type)), ...types.filter((type) => !wanted.includes(type))];
}
