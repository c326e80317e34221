import type { Caller } from '../kernel/context.ts';

type Hash = Record<string, unknown>;

/**
 * What pages are not shown of an object, besides what `payments/intents/client-secret.ts` keeps from them of payments and
 * setups: which card it is among others, and the merchant's notes on it. As seen of the API's answers to publishable keys.
 */
const HIDDEN: Readonly<Record<string, (object: Hash) => void>> = {
  confirmation_token: ({ payment_method_preview: preview }) => hide(fieldOf(preview, 'card'), 'fingerprint'),
  payment_method(method) {
    hide(method, 'metadata');
    hide(method.card, 'fingerprint');
  },
  token: ({ card }) => hide(card, 'customer', 'fingerprint', 'metadata'),
};

/** Takes from a copy of an answer what its caller's page is not shown, however deep it stands. */
export function hideFromPages({ key }: Caller, copy: unknown): void {
  if (key === 'publishable' || key === 'page') walk(copy);
}

function walk(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) walk(inner);
  const { object } = value as { object?: unknown };
  if (typeof object === 'string') HIDDEN[object]?.(value as Hash);
}

function hide(value: unknown, ...names: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const name of names) delete (value as Hash)[name];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Hash)[name] : undefined;
}
