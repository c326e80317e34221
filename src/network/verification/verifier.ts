import type { BankReference, BusinessToVerify, CompanyToVerify, NumberKind, PersonToVerify, Verdict } from './type.ts';

/** The port to a verifier of identities and businesses. `network/simulator/verification` is the default. */
export interface Verifier {
  /** Leaves a national number with the verifier. Returns a reference to it, which is all that is stored. */
  keepNumber(kind: NumberKind, value: string): Promise<string>;
  /** Looks up a bank account to be paid out to; undefined for a number that cannot be used here. */
  findBank(number: string): Promise<BankReference | undefined>;
  /** Returns the reference to a test document, if the id names one; documents that were uploaded have none. */
  testDocument(id: string): string | undefined;
  verifyPerson(person: PersonToVerify): Promise<readonly Verdict[]>;
  verifyCompany(company: CompanyToVerify): Promise<readonly Verdict[]>;
  verifyBusiness(business: BusinessToVerify): Promise<readonly Verdict[]>;
}
