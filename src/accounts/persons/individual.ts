import { mirroredCompany } from '../company.ts';
import type { Account } from '../type.ts';
import type { Person } from './type.ts';

/** An account of one person shows that person, and a company that mirrors it. */
export function withIndividual(account: Account, people: readonly Person[]): Account {
  const [person] = people;
  if (account.business_type !== 'individual' || !person) return account;
  const { additional_tos_acceptances: _acceptances, internal: _internal, ...individual } = person;
  return { ...account, company: mirroredCompany(account.country ?? '', person), individual };
}
