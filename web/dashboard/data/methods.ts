import { useGet } from './use-call.ts';

/** A payment method that Florin has. */
export interface MethodType {
  readonly type: string;
  readonly label: string;
  readonly group: string;
}

const NONE: readonly MethodType[] = [];

/** Tables by their types: each row of a list looks its method up. */
const tables = new WeakMap<readonly MethodType[], ReadonlyMap<string, MethodType>>();

function tableOf(types: readonly MethodType[]): ReadonlyMap<string, MethodType> {
  const table = tables.get(types) ?? new Map(types.map((one) => [one.type, one]));
  tables.set(types, table);
  return table;
}

/** The payment methods, by the names that the server has for them. */
export function useMethods() {
  const types = useGet<{ readonly data: readonly MethodType[] }>('/payment_method_types').data?.data ?? NONE;
  const byType = tableOf(types);
  return {
    types,
    /** The name of a method, or of a card's brand. */
    nameOf: (type: string) => byType.get(type)?.label ?? BRANDS[type] ?? capital(type.replaceAll('_', ' ')),
    groupOf: (type: string) => byType.get(type)?.group ?? 'other',
  };
}

/** Brands and wallets whose name is not their id with a capital letter. */
const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  apple_pay: 'Apple Pay',
  google_pay: 'Google Pay',
  jcb: 'JCB',
  visa: 'VISA',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
