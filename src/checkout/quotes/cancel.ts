import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { decides } from '../../timers/worker.ts';
import { type Quote, quotes } from './type.ts';

/** The kind of timer that ends an open quote. */
export const EXPIRES = 'quote.expires';

/** Withdraws a draft or an open quote: https://docs.stripe.com/api/quotes/cancel */
export const cancelOperation = define(
  'POST /v1/quotes/{quote}/cancel',
  async (context, _params, path) => {
    const quote = await context.work.require(quotes, path.quote);
    if (quote.status !== 'draft' && quote.status !== 'open') {
      throw invalidRequest(`This quote has the status ${quote.status}, so it cannot be canceled.`, {
        code: 'status_transition_invalid',
      });
    }
    return cancelQuote(context, quote);
  },
  { lock: 'quote' },
);

/** Ends a quote that was not accepted. */
export async function cancelQuote({ work }: Context, quote: Quote): Promise<Quote> {
  await work.cancelTimers(quote.id, EXPIRES);
  const canceled = work.save<Quote>({
    ...quote,
    status: 'canceled',
    status_transitions: { ...quote.status_transitions, canceled_at: work.now },
  });
  work.emit('quote.canceled', canceled);
  return canceled;
}

/** An open quote ends when its day is over. */
export const quoteTimers: Readonly<Record<string, TimerHandler>> = {
  [EXPIRES]: decides(async (context, timer) => {
    await context.lock(timer.subject);
    const quote = await context.work.get(quotes, timer.subject);
    if (quote?.status === 'open') await cancelQuote(context, quote);
  }),
};
