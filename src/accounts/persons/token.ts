import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { NumberReferences } from '../../network/verification/type.ts';
import { takeToken } from '../../payment-methods/tokens/spend.ts';
import type { PersonParams } from './fields.ts';

/** The parameters of a person, those of its token included, and the references to numbers that the token holds. */
export async function personTokenOf(
  context: Context,
  account: string,
  params: PersonParams,
): Promise<{ sent: PersonParams; numbers: NumberReferences }> {
  const { person_token: id } = params;
  if (!id) return { sent: params, numbers: {} };
  const { internal, type } = await takeToken(context, id, 'person_token');
  if (internal.person === undefined) {
    throw invalidRequest(`The token ${id} is of type ${type}. Use a token of type person.`, { param: 'person_token' });
  }
  if (internal.v2?.account !== undefined && internal.v2.account !== account) {
    throw invalidRequest(`The token ${id} is for a person of another account. Create one for ${account}.`, {
      param: 'person_token',
    });
  }
  return { sent: { ...internal.person, ...params }, numbers: internal.numbers ?? {} };
}
