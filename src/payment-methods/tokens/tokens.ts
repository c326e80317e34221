import { type Operation, operation } from '../../kernel/operation.ts';
import { createToken } from './create.ts';
import { tokens } from './type.ts';

const retrieve = operation('GET /v1/tokens/{token}', ({ work }, _params, path) => work.require(tokens, path.token));

export const tokenOperations: Operation[] = [createToken, retrieve];
