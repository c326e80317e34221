import type { BusinessToVerify, CompanyToVerify, Finding, Verdict } from '../../verification/type.ts';
import { delayIn } from './delays.ts';

/** A test value, the code of its finding, and why it is not accepted. */
type TestValues = Readonly<Record<string, readonly [code: string, reason: string]>>;

/** Test websites: https://docs.stripe.com/connect/testing#test-business-urls. */
const WEBSITES: TestValues = {
  'disallowed.stripe.com': ['invalid_url_denylisted', 'The website cannot be used.'],
  'geoblocked.stripe.com': ['invalid_url_website_inaccessible_geoblocked', 'The website is not reachable from here.'],
  'problem.stripe.com': ['invalid_url_website_other', 'The website could not be verified.'],
  'missing.stripe.com': ['invalid_url_website_incomplete', 'The website lacks information about the business.'],
  'mismatch.stripe.com': [
    'invalid_url_website_business_information_mismatch',
    'The website does not show the business that was named.',
  ],
  'passwordprotected.stripe.com': [
    'invalid_url_website_inaccessible_password_protected',
    'The website asks for a password.',
  ],
  'underconstruction.stripe.com': [
    'invalid_url_website_incomplete_under_construction',
    'The website is under construction.',
  ],
  'inaccessible.stripe.com': ['invalid_url_website_inaccessible', 'The website cannot be reached.'],
};

/** The website that is verified at once. */
const ACCESSIBLE = 'accessible.stripe.com';

/** The website of a business that has not been in use for long. */
const INACTIVE = 'inactivity.stripe.com';
/** A part of an e-mail address that has everything due at once. */
const ASKS_ALL = 'enforce_future_requirements';

/** Test names: https://docs.stripe.com/connect/testing#test-dba. */
const NAMES: TestValues = {
  disallowed_dba: ['invalid_business_profile_name_denylisted', 'The name of the business cannot be used.'],
  invalid_dba: ['invalid_business_profile_name', 'The name of the business is not valid.'],
};

/** The end of a business's name that has its risk reviewed. */
const HIGH_RISK = /_high_risk$/i;

const COMPANY_NAMES: TestValues = {
  disallowed_name: ['invalid_company_name_denylisted', 'The name of the company cannot be used.'],
  mismatch_business_name: ['verification_failed_name_match', 'The name does not match the registered one.'],
};

/** The name of a company that the register has, with other persons than those provided. */
const MATCHES_NAME_ONLY = 'match_name_only';

/** The results of documents that prove who stands behind a company. */
const RELATIONSHIP_DOCUMENTS: TestValues = {
  relationship_invalid: ['verification_document_invalid', 'The document is not valid. Upload another one.'],
  relationship_mismatch: [
    'verification_failed_document_match',
    'The document names other persons than those provided. Correct them, or upload another document.',
  ],
  relationship_invalid_signer: [
    'invalid_signator',
    'The document was not signed by someone who may. Upload one that a representative signed.',
  ],
};

const DESCRIPTORS: TestValues = {
  mismatch: [
    'invalid_statement_descriptor_business_mismatch',
    'The statement descriptor does not resemble the name of the business.',
  ],
  disallowed: ['invalid_statement_descriptor_denylisted', 'The statement descriptor cannot be used.'],
};

const PREFIXES: TestValues = {
  mismatch: ['invalid_statement_descriptor_prefix_mismatch', 'The prefix does not resemble the name of the business.'],
  disallowed: ['invalid_statement_descriptor_prefix_denylisted', 'The prefix cannot be used.'],
};

/** The product description that asks for a website instead. */
const NEEDS_WEBSITE = 'require_url';

/** Visits the website of a business, or reads the description of a business without one. */
export function verifyWebsite({ country, url, productDescription }: BusinessToVerify): Verdict {
  const host = url?.replace(/^https?:\/\//, '').split(/[/?#]/, 1)[0] ?? '';
  const findings = find('business_profile.url', host, WEBSITES);
  if (url === null && productDescription === NEEDS_WEBSITE) {
    findings.push({
      asks: 'business_profile.url',
      code: 'invalid_url_web_presence_detected',
      reason: 'The business has a website. Provide its address.',
    });
  }
  return {
    part: 'website',
    basis: `${url} ${productDescription}`,
    afterSeconds: delayIn(country, url === null || host === ACCESSIBLE),
    fields: ['business_profile.url'],
    findings,
    ...(host === INACTIVE && { imposes: 'inactivity' as const }),
  };
}

/** Compares the descriptors of a business with its name. */
export function verifyDescriptors(business: BusinessToVerify): Verdict {
  const { name, statementDescriptor: descriptor, statementDescriptorPrefix: prefix } = business;
  // A prefix that is the descriptor's own beginning was derived from it, and has nothing of its own to compare.
  const isDerived = prefix !== null && descriptor?.startsWith(prefix) === true;
  return {
    part: 'descriptors',
    basis: [name, descriptor, prefix].join(' '),
    afterSeconds: 0,
    fields: [],
    findings: [
      ...find('business_profile.name', name, NAMES),
      ...find('settings.payments.statement_descriptor', descriptor, DESCRIPTORS),
      ...find('settings.card_payments.statement_descriptor_prefix', isDerived ? null : prefix, PREFIXES),
    ],
  };
}

/** Looks at the risk of a business. */
export function verifyRisk({ name }: BusinessToVerify): Verdict {
  const isHigh = HIGH_RISK.test(name ?? '');
  return {
    part: 'risk',
    basis: String(isHigh),
    afterSeconds: 0,
    fields: [],
    findings: [],
    ...(isHigh && { imposes: 'review' as const }),
  };
}

/** Looks up how much a business has to provide already. */
export function verifyVolume({ email }: BusinessToVerify): Verdict {
  const asksAll = email?.includes(ASKS_ALL) ?? false;
  return {
    part: 'volume',
    basis: String(asksAll),
    afterSeconds: 0,
    fields: [],
    findings: [],
    ...(asksAll && { imposes: 'later_requirements' as const }),
  };
}

/** Compares a company's name with its register. */
export function verifyName({ name, documents }: CompanyToVerify): Verdict {
  const isUnproven = name?.toLowerCase() === MATCHES_NAME_ONLY && documents.document === undefined;
  const unproven: Finding = {
    asks: 'verification.document',
    code: 'verification_failed_keyed_match',
    reason: 'The persons of the company could not be verified. Upload a document that names them.',
  };
  return {
    part: 'name',
    basis: [name, isUnproven].join(' '),
    afterSeconds: 0,
    fields: [],
    findings: isUnproven ? [unproven] : find('name', name, COMPANY_NAMES),
  };
}

/** Reads the documents that prove who stands behind a company. */
export function verifyRelationshipDocuments({ documents }: CompanyToVerify): Verdict {
  return {
    part: 'relationship_documents',
    basis: JSON.stringify(documents),
    afterSeconds: 0,
    fields: [],
    findings: Object.entries(documents).flatMap(([kind, reference]) =>
      find(`documents.${kind}.files`, reference, RELATIONSHIP_DOCUMENTS),
    ),
  };
}

function find(asks: string, value: string | null, values: TestValues): Finding[] {
  const [code, reason] = values[value?.toLowerCase() ?? ''] ?? [];
  return code === undefined || reason === undefined ? [] : [{ asks, code, reason }];
}
