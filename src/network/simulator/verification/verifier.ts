import type { Verifier } from '../../verification/verifier.ts';
import { payoutBank } from '../payout-banks.ts';
import { verifyAddress } from './address.ts';
import { verifyDescriptors, verifyName, verifyVolume, verifyWebsite } from './business.ts';
import { verifyIdentity } from './identity.ts';
import { resultOf } from './numbers.ts';
import { verifyTaxId } from './tax-id.ts';

/** Ids that stand for documents, and their results: https://docs.stripe.com/connect/testing#test-file-tokens. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  file_identity_document_success: 'success',
  file_identity_document_failure: 'failure',
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
    if (!identity) return [];
    const address = verifyAddress(person, 'verification.additional_document', identity.afterSeconds === 0);
    return address ? [identity, address] : [identity];
  },
  async verifyCompany(company) {
    const number = verifyTaxId(company);
    const address = verifyAddress(company, 'address.line1', number?.afterSeconds === 0);
    return [number, address, verifyName(company)].filter((verdict) => verdict !== undefined);
  },
  async verifyBusiness(business) {
    return [verifyWebsite(business), verifyDescriptors(business), verifyVolume(business)];
  },
};
