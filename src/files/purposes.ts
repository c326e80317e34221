import type Stripe from 'stripe';
import type { FileType } from './file-types.ts';

/** A purpose's allowed types, lifetime and download rule. */
export interface PurposeRules {
  readonly types: readonly FileType[];
  /** In bytes. */
  readonly largest: number;
  /** Days until the file expires; null for never. */
  readonly keptDays: number | null;
  /** True if its content can be downloaded, with a key or by a link. */
  readonly downloadable: boolean;
}

const KB = 1024;
const MB = 1024 * KB;

const DOCUMENT: readonly FileType[] = ['pdf', 'jpg', 'png'];
const IMAGE: readonly FileType[] = ['jpg', 'png', 'gif'];

/** The purposes a file can be uploaded for: the table of https://docs.stripe.com/file-upload, and its nine months as seen. */
const RULES = {
  account_requirement: { types: DOCUMENT, largest: 64 * MB, keptDays: null, downloadable: false },
  additional_verification: { types: DOCUMENT, largest: 16 * MB, keptDays: null, downloadable: false },
  business_icon: { types: IMAGE, largest: 512 * KB, keptDays: null, downloadable: true },
  business_logo: { types: IMAGE, largest: 512 * KB, keptDays: null, downloadable: true },
  customer_signature: { types: ['jpg', 'png', 'svg'], largest: 4 * MB, keptDays: 7, downloadable: true },
  dispute_evidence: { types: DOCUMENT, largest: 5 * MB, keptDays: 270, downloadable: true },
  identity_document: { types: DOCUMENT, largest: 32 * MB, keptDays: null, downloadable: false },
  issuing_regulatory_reporting: { types: ['json'], largest: 256 * KB, keptDays: 730, downloadable: true },
  pci_document: { types: ['pdf'], largest: 16 * MB, keptDays: null, downloadable: true },
  platform_terms_of_service: { types: ['pdf', 'txt', 'md'], largest: 64 * MB, keptDays: null, downloadable: false },
  tax_document_user_upload: {
    types: ['pdf', 'csv', 'jpg', 'png', 'xlsx', 'docx'],
    largest: 16 * MB,
    keptDays: null,
    downloadable: true,
  },
  terminal_android_apk: { types: ['apk'], largest: 200 * MB, keptDays: 180, downloadable: true },
  terminal_reader_splashscreen: { types: IMAGE, largest: 4 * MB, keptDays: 365, downloadable: true },
  terminal_wifi_certificate: { types: ['pem'], largest: 100 * KB, keptDays: null, downloadable: false },
  terminal_wifi_private_key: { types: ['pem'], largest: 100 * KB, keptDays: null, downloadable: false },
} as const satisfies Readonly<Record<string, PurposeRules>>;

type Purpose = keyof typeof RULES;

/** The rules of a purpose; the contract lets no other purposes through. */
export function rulesOf(purpose: Stripe.FileCreateParams.Purpose): PurposeRules {
  const rules = (RULES as Readonly<Record<string, PurposeRules>>)[purpose];
  if (!rules) throw new Error(`files with the purpose ${purpose} have no rules`);
  return rules;
}

/** Every purpose that has rules, for tests. */
export const PURPOSES = Object.keys(RULES) as readonly Purpose[];
