import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { verifierPort } from '../network/ports.ts';
import type { NumberKind, NumberReferences } from '../network/verification/type.ts';
import { NO_ADDRESS } from './address.ts';
import { documentOf } from './documents.ts';
import { overlay } from './overlay.ts';
import type { Person } from './persons/type.ts';
import { rulesOf } from './requirements/country-rules.ts';
import type { Account } from './type.ts';

type Company = Stripe.Account.Company;
type Given = Stripe.AccountCreateParams.Company;

const NO_DOCUMENT = { back: null, details: null, details_code: null, front: null };

/** The numbers of a company, of which only the verifier's references are stored. */
const NUMBERS: Readonly<Partial<Record<keyof Given, NumberKind>>> = {
  registration_number: 'registration_number',
  tax_id: 'tax_id',
  vat_id: 'vat_id',
};

/** The company of an account that is one, before anything of it was given. */
export function blankCompany(country: string): Company {
  return {
    address: { ...NO_ADDRESS, country },
    directors_provided: false,
    executives_provided: false,
    name: null,
    owners_provided: false,
    tax_id_provided: false,
    verification: { document: NO_DOCUMENT },
    ...ofCountry(country),
  };
}

/** The fields that companies of a country have besides those of all. */
function ofCountry(country: string): Company {
  const fields = rulesOf(country)?.companyFields ?? [];
  return Object.fromEntries(fields.map((field) => [field, field.endsWith('_provided') ? false : null]));
}

/** The company that an account of one person shows: it mirrors the person. */
export function mirroredCompany(country: string, person: Person): Company {
  return {
    ...blankCompany(country),
    ...(person.address && { address: person.address }),
    directors_provided: true,
    executives_provided: true,
    owners_provided: true,
    ...(person.phone && { phone: person.phone }),
  };
}

/** Applies the `company` of a call. Its numbers are left with the verifier; `kept` are references that a token holds. */
export async function withCompany(
  context: Context,
  account: Account,
  given: Given | undefined,
  kept: NumberReferences,
): Promise<Account> {
  if (given === undefined) return account;
  const { country = '' } = account;
  const { verification, tax_id, vat_id, registration_number, ...shown } = given;
  const sent = { tax_id, vat_id, registration_number };
  const numbers: Record<string, string> = { ...account.internal.numbers, ...kept };
  for (const [name, kind] of Object.entries(NUMBERS)) {
    const value = sent[name as keyof typeof sent];
    if (kind && value) numbers[kind] = await context.use(verifierPort).keepNumber(kind, value);
  }
  const current = account.company ?? blankCompany(country);
  const documents = await companyDocuments(context, account, current, verification?.document);
  return {
    ...account,
    company: {
      ...overlay(current, shown),
      ...(numbers.tax_id !== undefined && { tax_id_provided: true }),
      ...(numbers.vat_id !== undefined && { vat_id_provided: true }),
      verification: { document: documents.document },
    },
    internal: { ...account.internal, numbers, testDocuments: documents.testDocuments },
  };
}

async function companyDocuments(
  context: Context,
  { id, internal }: Account,
  { verification }: Company,
  given: Stripe.AccountCreateParams.Company.Verification.Document | undefined,
) {
  let document = verification?.document ?? NO_DOCUMENT;
  let { testDocuments } = internal;
  for (const side of ['front', 'back'] as const) {
    const sent = given?.[side];
    if (!sent) continue;
    const { file, reference } = await documentOf(context, id, sent, `company[verification][document][${side}]`);
    document = { ...document, [side]: file };
    testDocuments = { ...testDocuments, document: reference };
  }
  return { document, testDocuments };
}
