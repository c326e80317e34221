import { operation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { contentOfPerson } from '../../payment-methods/tokens/identity.ts';
import { requireScope } from '../find.ts';
import { acceptanceFrom } from './account-tokens.ts';
import { PERSON_TOKENS_NOT_YET } from './not-yet.ts';
import { personParamsOf } from './params.ts';
import { createTokenOfV2, numberTypesAt, requireTokenOfV2, tokenOfV2 } from './token.ts';

const KIND = 'v2.core.account_person_token';
const COLLECTION = '/v2/core/accounts/{account}/person_tokens';

const create = operation(
  `POST ${COLLECTION}`,
  async (context, sent, path) => {
    const { account } = await requireScope(context, path.account);
    const accepted = sent.additional_terms_of_service?.account?.shown_and_accepted === true;
    const { additional_terms_of_service: _, ...rest } = sent;
    const terms = accepted && { additional_terms_of_service: { account: acceptanceFrom(context) } };
    return createTokenOfV2(context, KIND, await contentOfPerson(context, personParamsOf({ ...rest, ...terms })), {
      account,
      numberTypes: { business: [], individual: numberTypesAt(sent, 'id_numbers') },
    });
  },
  {
    access: 'publishable',
    forPages: [
      'additional_addresses',
      'additional_names',
      'additional_terms_of_service',
      'address',
      'date_of_birth',
      'documents',
      'email',
      'given_name',
      'id_numbers',
      'legal_gender',
      'metadata',
      'nationalities',
      'phone',
      'political_exposure',
      'relationship',
      'script_addresses',
      'script_names',
      'surname',
    ],
    notYet: PERSON_TOKENS_NOT_YET,
  },
);

const retrieve = operation(`GET ${COLLECTION}/{person_token}`, async (context, _params, path) => {
  const { account } = await requireScope(context, path.account);
  return tokenOfV2(await requireTokenOfV2(context, KIND, path.person_token, account), KIND);
});

/** Tokens of API v2 are stored with those of v1. */
export const personTokenResource = view(KIND, { operations: [create, retrieve] });
