import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { verifierPort } from '../../network/ports.ts';
import type { NumberKind, NumberReferences } from '../../network/verification/type.ts';
import type { TokenInternal } from './type.ts';

/** National numbers of persons and companies, of which only the verifier's references are stored. */
const NATIONAL_NUMBERS = [
  'id_number',
  'id_number_secondary',
  'registration_number',
  'ssn_last_4',
  'tax_id',
  'vat_id',
] as const satisfies readonly NumberKind[];

/** The content of a token for a person, whose parameters are those of v1. */
export async function contentOfPerson(context: Context, person: object): Promise<TokenInternal> {
  const { rest, numbers } = await withoutNumbers(context, { ...person });
  return { person: rest, numbers };
}

/** The content of a token for an account. Its numbers are its company's, or those of the person that it is of. */
export async function contentOfAccount(
  context: Context,
  account: Stripe.TokenCreateParams.Account,
): Promise<TokenInternal> {
  const { company, individual, ...others } = account;
  const ofCompany = await withoutNumbers(context, { ...company });
  const ofIndividual = await withoutNumbers(context, { ...individual });
  return {
    account: {
      ...others,
      ...(company && { company: ofCompany.rest }),
      ...(individual && { individual: ofIndividual.rest }),
    },
    numbers: { ...ofCompany.numbers, ...ofIndividual.numbers },
  };
}

/** Leaves the numbers among some parameters with the verifier. */
export async function withoutNumbers(
  context: Context,
  params: Readonly<Record<string, unknown>>,
): Promise<{ rest: object; numbers: NumberReferences }> {
  const rest = { ...params };
  const numbers: Partial<Record<NumberKind, string>> = {};
  for (const kind of NATIONAL_NUMBERS) {
    const value = rest[kind];
    delete rest[kind];
    if (typeof value === 'string' && value !== '') {
      numbers[kind] = await context.use(verifierPort).keepNumber(kind, value);
    }
  }
  return { rest, numbers };
}
