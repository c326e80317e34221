import type { Finding, PersonToVerify, Verdict } from '../../verification/type.ts';

/** First names of test owners and directors: https://docs.stripe.com/connect/testing#test-relationships. */
const FINDINGS: Readonly<Record<string, readonly [role: 'director' | 'owner', finding: Finding]>> = {
  mismatch_director: [
    'director',
    {
      asks: 'first_name',
      code: 'verification_directors_mismatch',
      reason: 'The register has a director of another name. Correct the name of this one.',
    },
  ],
  missing_director: [
    'director',
    {
      asks: 'company.directors_provided',
      code: 'verification_missing_directors',
      reason: 'The register lists directors that were not provided. Add them as persons.',
    },
  ],
  extraneous_director: [
    'director',
    {
      asks: 'relationship.director',
      code: 'verification_extraneous_directors',
      reason: 'The register does not list this director. Remove the role, or correct the name.',
    },
  ],
  mismatch_owner: [
    'owner',
    {
      asks: 'first_name',
      code: 'verification_failed_keyed_match',
      reason: 'The register has an owner of another name. Correct the name of this one.',
    },
  ],
  missing_owner: [
    'owner',
    {
      asks: 'company.owners_provided',
      code: 'verification_missing_owners',
      reason: 'The register lists owners that were not provided. Add them as persons.',
    },
  ],
  extraneous_owner: [
    'owner',
    {
      asks: 'relationship.owner',
      code: 'verification_failed_keyed_match',
      reason: 'The register does not list this owner. Remove the role, or correct the name.',
    },
  ],
};

/** Compares an owner or a director with those that the register lists of the business. */
export function verifyRoles({ firstName, roles }: PersonToVerify): Verdict {
  const [role, finding] = FINDINGS[firstName?.toLowerCase() ?? ''] ?? [];
  const isFound = role !== undefined && roles[role];
  return {
    part: 'roles',
    basis: JSON.stringify([firstName, roles]),
    afterSeconds: 0,
    fields: [],
    findings: isFound && finding ? [finding] : [],
  };
}
