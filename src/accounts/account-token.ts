import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import type { NumberKind, NumberReferences } from '../network/verification/type.ts';
import { takeToken } from '../payment-methods/tokens/spend.ts';
import type { AccountParams } from './params.ts';

/** The parameters of an account with those of its token, and the references to the numbers that the token holds. */
interface WithToken {
  readonly sent: AccountParams;
  readonly numbers: { readonly company: NumberReferences; readonly individual: NumberReferences };
}

/** The numbers that a company has, and no person. */
const OF_COMPANIES: readonly NumberKind[] = ['registration_number', 'tax_id', 'vat_id'];

/** Uses the `account_token` of a call. Throws for one that was used before, and for tokens of other types. */
export async function withAccountToken(context: Context, params: AccountParams): Promise<WithToken> {
  const { account_token: id } = params;
  if (!id) return { sent: params, numbers: { company: {}, individual: {} } };
  const { internal, type } = await takeToken(context, id, 'account_token');
  if (internal.account === undefined) {
    throw invalidRequest(`The token ${id} is of type ${type}. Use a token of type account.`, {
      param: 'account_token',
    });
  }
  const { tos_shown_and_accepted: accepted, ...given }: AccountTokenContent = internal.account;
  const { ip, userAgent } = context.caller;
  const acceptance = { date: context.work.worldNow, ...(ip && { ip }), ...(userAgent && { user_agent: userAgent }) };
  const entries = Object.entries(internal.numbers ?? {});
  const ofCompany = (kind: string) => (OF_COMPANIES as readonly string[]).includes(kind);
  return {
    sent: {
      ...given,
      ...(accepted && { tos_acceptance: acceptance }),
      ...params,
      ...together('company', given, params),
      ...together('individual', given, params),
    },
    numbers: {
      company: Object.fromEntries(entries.filter(([kind]) => ofCompany(kind))),
      individual: Object.fromEntries(entries.filter(([kind]) => !ofCompany(kind))),
    },
  };
}

/** The fields of a part that a token and the call both give; those of the call win. */
function together(part: 'company' | 'individual', given: AccountTokenContent, params: AccountParams): object {
  return given[part] && params[part] ? { [part]: { ...given[part], ...params[part] } } : {};
}

type AccountTokenContent = Pick<AccountParams, 'business_type' | 'company' | 'individual'> & {
  readonly tos_shown_and_accepted?: boolean;
};
