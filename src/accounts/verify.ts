import type { Context } from '../kernel/context.ts';
import { verifierPort } from '../network/ports.ts';
import type { Person } from './persons/type.ts';
import { withVerdicts } from './requirements/checks.ts';
import type { Account } from './type.ts';

/** Has the verifier look at what changed of an account's company and business. */
export async function verifyAccount(context: Context, account: Account, people: readonly Person[]): Promise<Account> {
  const verifier = context.use(verifierPort);
  const { country = '', business_profile: profile, business_type: type, company, settings, internal } = account;
  const isCompany = type !== null && type !== undefined && type !== 'individual';
  const ofCompany = isCompany
    ? await verifier.verifyCompany({
        country,
        name: company?.name ?? null,
        address: company?.address ?? null,
        numbers: internal.numbers,
        listed: {
          directors: people.filter(({ relationship }) => relationship?.director).length,
          owners: people.filter(({ relationship }) => relationship?.owner).length,
        },
        documents: internal.testDocuments,
      })
    : [];
  const ofBusiness = await verifier.verifyBusiness({
    country,
    name: profile?.name ?? null,
    email: account.email ?? null,
    url: profile?.url ?? null,
    productDescription: profile?.product_description ?? null,
    statementDescriptor: settings?.payments.statement_descriptor ?? null,
    statementDescriptorPrefix: settings?.card_payments.statement_descriptor_prefix ?? null,
  });
  const { worldNow: now } = context.work;
  return {
    ...account,
    internal: {
      ...internal,
      checks: {
        company: withVerdicts(internal.checks.company, ofCompany, now),
        business: withVerdicts(internal.checks.business, ofBusiness, now),
      },
    },
  };
}

/** Has the verifier look at what changed of a person. */
export async function verifyPerson(context: Context, country: string, person: Person): Promise<Person> {
  const { internal } = person;
  const verdicts = await context.use(verifierPort).verifyPerson({
    country,
    firstName: person.first_name ?? null,
    dob: person.dob ?? null,
    address: person.address ?? null,
    numbers: internal.numbers,
    roles: { director: person.relationship?.director ?? false, owner: person.relationship?.owner ?? false },
    documents: internal.testDocuments,
  });
  const checks = withVerdicts(internal.checks, verdicts, context.work.worldNow);
  return { ...person, internal: { ...internal, checks } };
}
