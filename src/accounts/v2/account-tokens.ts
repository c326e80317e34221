import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { contentOfAccount } from '../../payment-methods/tokens/identity.ts';
import { isoMoment } from '../../shared/calendar.ts';
import { TOKENS_NOT_YET } from './not-yet.ts';
import { tokenParamsOf } from './params.ts';
import { createTokenOfV2, numberTypesAt, requireTokenOfV2, tokenOfV2 } from './token.ts';
import { put } from './translate.ts';

type Params = Stripe.V2.Core.AccountTokenCreateParams;
type Declaration = 'directorship_declaration' | 'ownership_declaration' | 'representative_declaration';

const KIND = 'v2.core.account_token';
const DECLARATIONS: readonly Declaration[] = [
  'directorship_declaration',
  'ownership_declaration',
  'representative_declaration',
];

const create = operation(
  'POST /v2/core/account_tokens',
  async (context, sent) => {
    const { contact_phone: phone, display_name: name } = sent;
    return createTokenOfV2(
      context,
      KIND,
      await contentOfAccount(context, tokenParamsOf(withAcceptances(context, sent))),
      {
        ...(phone !== undefined && { contactPhone: phone }),
        ...(name !== undefined && { displayName: name }),
        numberTypes: {
          business: numberTypesAt(sent, 'identity.business_details.id_numbers'),
          individual: numberTypesAt(sent, 'identity.individual.id_numbers'),
        },
      },
    );
  },
  {
    access: 'publishable',
    forPages: ['contact_email', 'contact_phone', 'display_name', 'identity'],
    notYet: TOKENS_NOT_YET,
  },
);

/** A token's attestations, as those of an account: the moment is the token's, and the address that of its caller. */
function withAcceptances(context: Context, sent: Params): Params {
  const { attestations: attested } = sent.identity ?? {};
  const acceptance = acceptanceFrom(context);
  const changed: Record<string, unknown> = { ...sent };
  for (const name of DECLARATIONS) {
    if (attested?.[name]?.attested) put(changed, `identity.attestations.${name}`, acceptance);
  }
  if (attested?.terms_of_service?.account?.shown_and_accepted) {
    put(changed, 'identity.attestations.terms_of_service.account', acceptance);
  }
  // The same parameters, with acceptances in the shape that accounts have.
  return changed as Params;
}

/** An acceptance by the caller, now. */
export function acceptanceFrom({ work, caller: { ip, userAgent } }: Context): object {
  return { date: isoMoment(work.worldNow), ...(ip && { ip }), ...(userAgent && { user_agent: userAgent }) };
}

const retrieve = operation('GET /v2/core/account_tokens/{account_token}', async (context, _params, path) =>
  tokenOfV2(await requireTokenOfV2(context, KIND, path.account_token), KIND),
);

/** Tokens of API v2 are stored with those of v1. */
export const accountTokenResource = view(KIND, { operations: [create, retrieve] });
