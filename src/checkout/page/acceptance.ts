import type { Context } from '../../kernel/context.ts';

/** A mandate that the payer agrees to by paying on this very page. */
export function acceptedOnPage({ caller }: Context) {
  return {
    customer_acceptance: {
      type: 'online' as const,
      online: { ip_address: caller.ip ?? '127.0.0.1', user_agent: caller.userAgent ?? 'unknown' },
    },
  };
}
