import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { PaymentIntent } from './type.ts';

/** A confirmation's own parameters with those of its token, and those that only the token has. */
interface Confirmation {
  readonly params: { readonly setup_future_usage?: string | null };
  readonly ofToken: { readonly setup_future_usage?: string };
}

/** Ranks usages by how widely they save a payment method; '' unsets it. */
const REACH: Readonly<Record<string, number>> = { '': -1, none: 0, on_session: 1, off_session: 2 };

/**
 * Throws if a page lowers the usage that the server asked for, directly or with its confirmation token. The payment could
 * then go without the authentication that the server wants.
 */
export function checkFutureUsage({ caller }: Context, intent: PaymentIntent, { params, ofToken }: Confirmation): void {
  const { setup_future_usage: usage } = caller.key === 'publishable' ? params : ofToken;
  if (usage === undefined || reachOf(usage ?? '') >= reachOf(intent.setup_future_usage ?? 'none')) return;
  throw invalidRequest(
    'If `setup_future_usage` is set and the request has a publishable key, you may only update the value from `on_session` to `off_session`. Change it on your server.',
    { param: 'setup_future_usage' },
  );
}

function reachOf(usage: string): number {
  return REACH[usage] ?? 0;
}
