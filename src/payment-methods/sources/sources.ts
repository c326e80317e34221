import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { checkCursors, pageLimit } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { type Alias, resource, view } from '../../kernel/resource.ts';
import { type PaymentMethod, paymentMethods } from '../type.ts';
import { createSource } from './create.ts';
import { findSource } from './find.ts';
import { withOwner } from './owner.ts';
import { bankAccounts } from './type.ts';
import { sourceOf, viewOf } from './view.ts';

async function required({ work }: Context, id: string): Promise<PaymentMethod> {
  const found = await work.get(paymentMethods, id);
  if (found?.internal.legacy?.object === 'source') return found;
  throw resourceMissing('source', id, 'source');
}

const retrieve = operation(
  'GET /v1/sources/{source}',
  async (context, params, path): Promise<Stripe.Source> => {
    const source = sourceOf(await required(context, path.source));
    const needsSecret = params.client_secret !== undefined || context.caller.key === 'publishable';
    if (!needsSecret || params.client_secret === source.client_secret) return source;
    throw invalidRequest('The client_secret provided does not match this source.', { param: 'client_secret' });
  },
  { access: 'client_secret', forPages: ['client_secret'] },
);

const update = operation(
  'POST /v1/sources/{source}',
  async (context, params, path): Promise<Stripe.Source> => {
    const source = await required(context, path.source);
    const saved = context.work.save<PaymentMethod>({
      ...withOwner(source, params.owner),
      metadata: mergeMetadata(source.metadata, params.metadata),
    });
    const shown = sourceOf(saved);
    const previous = previousAttributes(sourceOf(source), shown);
    // Only a customer's source has an event for it.
    if (saved.customer !== null && Object.keys(previous).length > 0) {
      context.work.emit('customer.source.updated', shown, previous);
    }
    return shown;
  },
  { notYet: ['amount', 'mandate', 'source_order'] },
);

const verify = operation('POST /v1/sources/{source}/verify', async (context, _params, path): Promise<Stripe.Source> => {
  const { id } = await required(context, path.source);
  throw invalidRequest(`The source ${id} is a card. Only bank accounts can be verified.`);
});

/** Money is only sent to sources that receive it, which cards do not. */
const listTransactions = operation('GET /v1/sources/{source}/source_transactions', async (context, params, path) => {
  const { id } = await required(context, path.source);
  pageLimit(params);
  checkCursors(params);
  return { object: 'list' as const, data: [], has_more: false, url: `/v1/sources/${id}/source_transactions` };
});

export const bankAccountResource = resource(bankAccounts, {});

export const cardResource = view('card', { alias: shownAs('card') });

export const sourceResource = view('source', {
  operations: [createSource, retrieve, update, verify, listTransactions],
  alias: shownAs('source'),
});

/** Finds what is stored under an id, if the older API shows it as a card or as a source. */
function shownAs(object: 'card' | 'source'): Alias {
  return async (context, id) => {
    const found = await findSource(context, id);
    const shown = found && viewOf(found);
    return shown?.object === object ? shown : undefined;
  };
}
