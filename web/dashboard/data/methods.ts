import { useGet } from './use-call.ts';

/** A payment method that Florin has. */
export interface MethodType {
  readonly type: string;
  readonly label: string;
  readonly group: string;
}

/** The payment methods, by the names that the server has for them. */
export function useMethods() {
  const types = useGet<{ readonly data: readonly MethodType[] }>('/payment_method_types').data?.data ?? [];
  const byType = new Map(types.map((one) => [one.type, one]));
  return {
    types,
    /** The name of a method, or of a card's brand. */
    nameOf: (type: string) => byType.get(type)?.label ?? BRANDS[type] ?? capital(type.replaceAll('_', ' ')),
    groupOf: (type: string) => byType.get(type)?.group ?? 'other',
  };
}

/** Brands whose name is not their id with a capital letter. */
const BRANDS: Readonly<Record<string, string>> = { amex: 'American Express', jcb: 'JCB', visa: 'VISA' };

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
