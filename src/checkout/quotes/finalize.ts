import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { cancelQuote, EXPIRES } from './cancel.ts';
import { numbered } from './number.ts';
import { type Quote, quotes } from './type.ts';

/** Offers a draft to its customer, with a number: https://docs.stripe.com/api/quotes/finalize */
export const finalizeQuote = define(
  'POST /v1/quotes/{quote}/finalize',
  async (context, params, path) => {
    const { work } = context;
    const draft = await work.require(quotes, path.quote);
    if (draft.status !== 'draft') {
      throw invalidRequest(`Only drafts can be finalized. This quote has the status ${draft.status}.`, {
        code: 'status_transition_invalid',
      });
    }
    if (draft.customer === null) throw parameterMissing('customer');
    if (draft.internal.lines.length === 0) throw parameterMissing('line_items');
    const expiresAt = params.expires_at ?? draft.expires_at;
    if (expiresAt <= work.now) {
      throw invalidRequest('`expires_at` must be in the future.', { param: 'expires_at' });
    }
    const customer = await work.require(customers, idOf(draft.customer));
    const open = work.save<Quote>({
      ...(await numbered(context, draft, customer)),
      expires_at: expiresAt,
      status: 'open',
      status_transitions: { ...draft.status_transitions, finalized_at: work.now },
    });
    work.schedule({ kind: EXPIRES, subject: open.id, dueAt: expiresAt * 1000 });
    work.emit('quote.finalized', open);
    await replaceOriginal(context, open);
    return open;
  },
  { lock: 'quote' },
);

/** A revision takes the place of the quote that it revises. */
async function replaceOriginal(context: Context, { from_quote: from }: Quote): Promise<void> {
  if (!from?.is_revision) return;
  const original = await context.work.get(quotes, String(from.quote));
  if (original?.status === 'open') await cancelQuote(context, original);
}
