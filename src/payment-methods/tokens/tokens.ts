import { deleteFields } from '../../kernel/hash.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { createToken } from './create.ts';
import { tokens } from './type.ts';

const retrieve = operation('GET /v1/tokens/{token}', ({ work }, _params, path) => work.require(tokens, path.token));

export const tokenResource = resource(tokens, {
  operations: [createToken, retrieve],
  forPages: ({ card }) => deleteFields(card, ['customer', 'fingerprint', 'metadata']),
});
