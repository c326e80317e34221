import { deleteFields, isHash } from '../../kernel/hash.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { dataNotYet } from '../../methods/registry.ts';
import { MANDATE_DATA_OF_PAGES } from '../mandates/acceptance.ts';
import { createConfirmationToken } from './create.ts';
import { confirmationTokens } from './type.ts';

const notYet = ['payment_method_options[card][installments][plan]', ...dataNotYet('payment_method_data')] as const;

/** A server makes one to try its code without a page. */
const createForTest = operation('POST /v1/test_helpers/confirmation_tokens', createConfirmationToken, { notYet });

/** Created by a page from the customer's input. */
const createByPage = operation('POST /v1/confirmation_tokens', createConfirmationToken, {
  access: 'publishable',
  forPages: [
    ...MANDATE_DATA_OF_PAGES,
    'client_context',
    'customer_session_client_secret',
    'payment_method',
    'payment_method_data',
    'return_url',
    'setup_future_usage',
    'shipping',
    'use_stripe_sdk',
  ],
  // The package types these calls as those of servers, which lack the last one.
  notYet: [
    ...notYet,
    {
      given: 'mandate_data[customer_acceptance][accepted_at]',
      param: 'mandate_data[customer_acceptance][accepted_at]',
    },
  ],
});

const retrieve = operation('GET /v1/confirmation_tokens/{confirmation_token}', ({ work }, _params, path) =>
  work.require(confirmationTokens, path.confirmation_token),
);

export const confirmationTokenResource = resource(confirmationTokens, {
  operations: [createForTest, createByPage, retrieve],
  forPages: ({ payment_method_preview: preview }) => isHash(preview) && deleteFields(preview.card, ['fingerprint']),
});
