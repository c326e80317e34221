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
};

/** Compares a company's tax id with its country's register, once there is one. A document outranks the number. */
export function verifyTaxId({ country, numbers, documents }: CompanyToVerify): Verdict | undefined {
  const { tax_id: number } = numbers;
  const { document } = documents;
  if (number === undefined && document === undefined) return undefined;
  const finding = number === undefined || document !== undefined ? undefined : FINDINGS[number];
  return {
    part: 'tax_id',
    basis: [number, document].join(' '),
    afterSeconds: delayIn(country, number === 'immediate'),
    fields: ['tax_id'],
    findings: finding ? [finding] : [],
  };
}
