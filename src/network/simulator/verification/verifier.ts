import type { Verifier } from '../../verification/verifier.ts';
import { payoutBank } from '../payout-banks.ts';
import { verifyAddress } from './address.ts';
import {
  verifyDescriptors,
  verifyName,
  verifyRelationshipDocuments,
  verifyRisk,
  verifyVolume,
  verifyWebsite,
} from './business.ts';
import { verifyIdentity } from './identity.ts';
import { resultOf } from './numbers.ts';
import { verifyRoles } from './roles.ts';
import { verifyTaxId } from './tax-id.ts';

/** Ids that stand for documents, and their results: https://docs.stripe.com/connect/testing#test-file-tokens. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  file_identity_document_success: 'success',
  file_identity_document_failure: 'failure',
  file_relationship_document_success: 'relationship',
  file_relationship_document_invalid: 'relationship_invalid',
  file_relationship_document_mismatch: 'relationship_mismatch',
  file_relationship_document_invalid_signer: 'relationship_invalid_signer',
};

/** The verifier of test mode: documented values stand for their results, and all other data is accepted. */
export const simulatedVerifier: Verifier = {
  // The result is the reference: nothing of the number is kept.
  keepNumber: async (kind, value) => resultOf(kind, value),
  async findBank(number) {
    const { isTest, failure, takesInstant } = payoutBank(number);
    return isTest ? { failure, takesInstant } : undefined;
  },
  testDocument: (id) => DOCUMENTS[id],
  async verifyPerson(person) {
    const identity = verifyIdentity(person);
    const address = identity && verifyAddress(person, 'verification.additional_document', identity.afterSeconds === 0);
    return [identity, address, verifyRoles(person)].filter((verdict) => verdict !== undefined);
  },
  async verifyCompany(company) {
    const number = verifyTaxId(company);
    const address = verifyAddress(company, 'address.line1', number?.afterSeconds === 0);
    return [number, address, verifyName(company), verifyRelationshipDocuments(company)].filter(
      (verdict) => verdict !== undefined,
    );
  },
  async verifyBusiness(business) {
    return [verifyWebsite(business), verifyDescriptors(business), verifyRisk(business), verifyVolume(business)];
  },
};
