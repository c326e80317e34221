import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { operation } from '../../kernel/operation.ts';
import type { TokenizedCard } from '../../network/type.ts';
import { billingDetails } from '../billing-details.ts';
import { methodContext } from '../make.ts';
import { takeToken } from '../tokens/spend.ts';
import type { PaymentMethod } from '../type.ts';
import { insertCard } from './make.ts';
import { ownerOf } from './owner.ts';
import { sourceOf } from './view.ts';

type Params = Stripe.SourceCreateParams;

/** Parameters of sources that are no cards, or that share a source with a connected account. */
const NOT_YET = ['customer', 'flow', 'mandate', 'original_source', 'receiver', 'redirect', 'source_order'] as const;

/** Sharing another account's source takes a secret key. */
const FOR_PAGES = [
  'amount',
  'currency',
  'flow',
  'mandate',
  'metadata',
  'owner',
  'receiver',
  'redirect',
  'source_order',
  'statement_descriptor',
  'token',
  'type',
  'usage',
];

/** Creates a Source of a card, the legacy API between tokens and payment methods. */
export const createSource = operation(
  'POST /v1/sources',
  async (context, params): Promise<Stripe.Source> => {
    const type = params.type ?? (params.token === undefined ? undefined : 'card');
    if (type === undefined) throw parameterMissing('type');
    if (type !== 'card') {
      throw invalidRequest(`Florin does not support sources of type '${type}'. Use a PaymentMethod instead.`, {
        param: 'type',
      });
    }
    const source = insert(context, params, await cardOfToken(context, params.token));
    const shown = sourceOf(source);
    context.work.emit('source.chargeable', shown);
    return shown;
  },
  { access: 'publishable', forPages: FOR_PAGES, notYet: NOT_YET },
);

async function cardOfToken(context: Context, token: string | undefined): Promise<TokenizedCard> {
  if (token === undefined) throw parameterMissing('token');
  const method = methodContext(context);
  const card = method.network.wellKnownCard(token, method) ?? (await takeToken(context, token, 'token')).internal.card;
  if (card) return card;
  throw invalidRequest(`The token ${token} is not a card token.`, { param: 'token' });
}

function insert(context: Context, params: Params, card: TokenizedCard): PaymentMethod {
  const { work } = context;
  const { owner } = params;
  const billing = billingDetails(owner);
  const made = insertCard(
    context,
    card,
    {},
    {
      id: work.newId('src'),
      as: {
        object: 'source',
        amount: params.amount ?? null,
        client_secret: `src_client_secret_${work.newSecret(24)}`,
        currency: params.currency === undefined ? null : checkCurrency(params.currency),
        flow: 'none',
        owner: ownerOf(billing, owner),
        statement_descriptor: params.statement_descriptor ?? null,
        status: 'chargeable',
        usage: params.usage ?? 'reusable',
      },
    },
  );
  return work.save<PaymentMethod>({
    ...made,
    billing_details: billing,
    metadata: mergeMetadata({}, params.metadata),
  });
}
