import type { CompanyToVerify, Finding, Verdict } from '../../verification/type.ts';
import { delayIn } from './delays.ts';

const FINDINGS: Readonly<Record<string, Finding>> = {
  mismatch: {
    asks: 'tax_id',
    code: 'verification_failed_tax_id_match',
    reason: 'The tax id does not belong to a business of this name. Correct one of them, or upload a document.',
  },
  not_issued: {
    asks: 'tax_id',
    code: 'verification_failed_tax_id_not_issued',
    reason: 'The tax id has not been issued. Correct it.',
  },
  not_registered: {
    asks: 'verification.document',
    code: 'verification_failed_keyed_match',
    reason: 'The business was not found in the register. Correct its name and tax id, or upload a document.',
  },
  owners_not_found: {
    asks: 'documents.proof_of_ultimate_beneficial_ownership.files',
    code: 'verification_missing_owners',
    reason: 'The register does not list the owners of the business. Upload a proof of ownership.',
  },
  directors_not_found: {
    asks: 'documents.proof_of_registration.files',
    code: 'verification_missing_directors',
    reason: 'The register does not list the directors of the business. Upload a proof of its registration.',
  },
  owners_missing: {
    asks: 'owners_provided',
    code: 'verification_missing_owners',
    reason: 'The register lists owners that were not provided. Add them as persons.',
  },
  directors_missing: {
    asks: 'directors_provided',
    code: 'verification_missing_directors',
    reason: 'The register lists directors that were not provided. Add them as persons.',
  },
};

/** Seconds until a register that is slow answers: a day. */
const SLOW_REGISTER_SECONDS = 86_400;

/** The owners and the directors that the register lists of a test business with missing ones. */
const REGISTERED = 2;

/**
 * Compares a company's tax id with its country's register, once there is one, and its owners and directors with those in the
 * register. Documents outrank the register.
 */
export function verifyTaxId({ country, numbers, documents, listed }: CompanyToVerify): Verdict | undefined {
  const { tax_id: number } = numbers;
  const { document } = documents;
  if (number === undefined && document === undefined) return undefined;
  const finding = number === undefined ? undefined : FINDINGS[number];
  const isSettled =
    document !== undefined || (finding !== undefined && (isProven(finding, documents) || isComplete(number, listed)));
  const isLate = number === 'pending' && document === undefined;
  return {
    part: 'tax_id',
    basis: [number, document, isSettled].join(' '),
    afterSeconds: isLate ? SLOW_REGISTER_SECONDS : delayIn(country, number === 'immediate'),
    fields: ['tax_id'],
    findings: finding && !isSettled ? [finding] : [],
  };
}

/** True if the document that a finding asks for was uploaded. */
function isProven({ asks }: Finding, documents: Readonly<Record<string, string>>): boolean {
  const [, kind = ''] = /^documents\.(\w+)\.files$/.exec(asks) ?? [];
  return documents[kind] !== undefined;
}

/** True if those that the register lists were provided. */
function isComplete(number: string | undefined, { directors, owners }: CompanyToVerify['listed']): boolean {
  if (number === 'owners_missing') return owners >= REGISTERED;
  return number === 'directors_missing' && directors >= REGISTERED;
}
