import type { Finding, PersonToVerify, Verdict } from '../../verification/type.ts';
import { identityDelayIn, isSlow } from './delays.ts';

/** Birth dates of test persons: https://docs.stripe.com/connect/testing#test-dobs. */
const MATCHES = '1901-1-1';
const MATCHES_AT_ONCE = '1902-1-1';
const ALERTS = '1900-1-1';

/** Countries where name, birth and number are compared with registers; elsewhere documents alone are looked at. */
const COMPARES = new Set('US CA GB IE DE FR NL BE AT ES IT PT DK FI SE NO PL CH LU AU NZ'.split(' '));

/** Compares a person's birth date and numbers with registers, once there are both. A document outranks them. */
export function verifyIdentity(person: PersonToVerify): Verdict | undefined {
  const { country, dob, numbers, documents } = person;
  const birth = dob && `${dob.year}-${dob.month}-${dob.day}`;
  const number = numbers.id_number ?? numbers.ssn_last_4;
  const { document } = documents;
  if (!dob?.year && document === undefined) return undefined;
  const isImmediate = birth === MATCHES_AT_ONCE && number !== 'match' && document === undefined;
  const findings = COMPARES.has(country) || document !== undefined ? findingsOf(birth, number, document) : [];
  return {
    part: 'identity',
    basis: [birth, number, document].join(' '),
    afterSeconds: identityDelayIn(country, isImmediate, findings.length === 0),
    fields: isSlow(country) ? ['id_number', 'verification.document'] : [],
    findings,
  };
}

function findingsOf(
  birth: string | null,
  number: string | undefined,
  document: string | undefined,
): readonly Finding[] {
  if (document === 'failure') {
    return ask('verification_document_failed_test_mode', 'The document could not be verified. Upload another one.');
  }
  if (document !== undefined) return [];
  if (birth === ALERTS) {
    return ask('verification_failed_other', 'The person could not be verified. Upload an identity document.');
  }
  if (number === 'mismatch') {
    return ask(
      'verification_failed_id_number_match',
      'The number does not belong to a person of this name and birth date. Correct it, or upload an identity document.',
    );
  }
  if (birth === null || birth === MATCHES || birth === MATCHES_AT_ONCE) return [];
  return ask(
    'verification_failed_keyed_identity',
    'The name and birth date could not be verified. Correct them, or upload an identity document.',
  );
}

function ask(code: string, reason: string): Finding[] {
  return [{ asks: 'verification.document', code, reason }];
}
