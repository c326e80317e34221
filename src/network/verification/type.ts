/** The kinds of national numbers that are left with the verifier. */
export type NumberKind =
  | 'id_number'
  | 'id_number_secondary'
  | 'registration_number'
  | 'ssn_last_4'
  | 'tax_id'
  | 'vat_id';

/** References to numbers, by their kind. */
export type NumberReferences = Readonly<Partial<Record<NumberKind, string>>>;

/** A bank account that an account is paid out to. */
export interface BankReference {
  /** The code with which payouts to it fail; null if they arrive. */
  readonly failure: string | null;
  readonly takesInstant: boolean;
}

interface PlaceToVerify {
  readonly line1?: string | null;
}

/** The data of a person that is verified. */
export interface PersonToVerify {
  readonly country: string;
  readonly firstName: string | null;
  readonly dob: { readonly day: number | null; readonly month: number | null; readonly year: number | null } | null;
  readonly address: PlaceToVerify | null;
  readonly numbers: NumberReferences;
  /** The person's part in a business that lists its owners and directors. */
  readonly roles: { readonly director: boolean; readonly owner: boolean };
  /** References to the documents, by their place: `document`, `additional_document`. */
  readonly documents: Readonly<Record<string, string>>;
}

/** The data of a company that is verified. */
export interface CompanyToVerify {
  readonly country: string;
  readonly name: string | null;
  readonly address: PlaceToVerify | null;
  readonly numbers: NumberReferences;
  /** The number of persons that were provided, by their role. */
  readonly listed: { readonly directors: number; readonly owners: number };
  /** References to the documents, by their place (`document`) or kind, as `proof_of_registration`. */
  readonly documents: Readonly<Record<string, string>>;
}

/** The public facts of a business. */
export interface BusinessToVerify {
  readonly country: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly url: string | null;
  readonly productDescription: string | null;
  readonly statementDescriptor: string | null;
  readonly statementDescriptorPrefix: string | null;
}

/** Data that the verifier does not accept. Names are those of the person, the company or the business that it is of. */
export interface Finding {
  /**
   * The requirement that results from it. One that begins with `company.` or `documents.` is the account's, whatever the
   * data is of.
   */
  readonly asks: string;
  readonly code: string;
  readonly reason: string;
  /** True if only payouts wait for it. */
  readonly onlyPayouts?: true;
}

/** The result for a part of the data. */
export interface Verdict {
  /** The part, unique among those of one subject. */
  readonly part: string;
  /** Equal for equal data: a part that did not change is not verified again. */
  readonly basis: string;
  /** Seconds until it counts. */
  readonly afterSeconds: number;
  /** The fields that are being verified until then. */
  readonly fields: readonly string[];
  readonly findings: readonly Finding[];
  /**
   * Its effect on the whole account: its capabilities are paused for inactivity, everything is due now that is asked for
   * later, or its risk is reviewed, and neither payments nor payouts are made meanwhile.
   */
  readonly imposes?: 'inactivity' | 'later_requirements' | 'review';
}
