import { describe, expect, it } from 'vitest';
import { network, VAULT } from './ask.ts';

const { simulator, known, typed } = network();

/** Test payment methods of Stripe's documentation, with brand, funding, country and last4. */
const READY_MADE = `
visa visa credit US 4242
us visa credit US 4242
visa_debit visa debit US 5556
mastercard mastercard credit US 4444
mastercard_debit mastercard debit US 8210
mastercard_prepaid mastercard prepaid US 5100
amex amex credit US 0005
amex_threeDSecureNotSupported amex credit US 0005
discover discover credit US 1117
diners diners credit US 0004
jcb jcb credit JP 0505
unionpay unionpay credit CN 0005
visa_cartesBancaires visa credit FR 1001
mastercard_cartesBancaires mastercard credit FR 1001
visa_debit_eftposAuCoBranded visa debit AU 0001
mastercard_debit_eftposAuCoBranded mastercard debit AU 0080
debit_visaFsaProductCode visa debit US 0072
debit_visaHsaProductCode visa debit US 0072
mastercard_debit_mastercardFsaProductCode mastercard debit US 8897
debit_incrementalAuthAuthorized visa debit US 0063
credit_disableEnterpriseCardFeatures visa credit US 0076
ar visa credit AR 0021
br visa credit BR 0002
ca visa credit CA 0000
mx visa credit MX 8001
ae_mastercard mastercard credit AE 0022
at visa credit AT 0008
dk visa credit DK 0001
de visa credit DE 0016
fi visa credit FI 0001
fr visa credit FR 0003
gb visa credit GB 0000
gb_debit visa debit GB 0005
gb_mastercard mastercard credit GB 4449
in visa credit IN 0008
jp visa credit JP 0003
th_credit visa credit TH 0003
th_debit visa debit TH 0008
visa_chargeDeclined visa credit US 0002
chargeDeclined visa credit US 0002
visa_chargeDeclinedInsufficientFunds visa credit US 9995
visa_debit_chargeDeclinedInsufficientFunds visa debit US 9995
visa_chargeDeclinedLostCard visa credit US 9987
visa_chargeDeclinedStolenCard visa credit US 9979
chargeDeclinedExpiredCard visa credit US 0069
chargeDeclinedIncorrectCvc visa credit US 0127
chargeDeclinedProcessingError visa credit US 0119
visa_chargeDeclinedVelocityLimitExceeded visa credit US 6975
visa_chargeDeclinedFraudulent visa credit US 0019
chargeCustomerFail visa credit US 0341
visa_chargeCustomerFailLostCard visa credit US 0341
visa_chargeCustomerFailStolenCard visa credit US 0341
radarBlock visa credit US 0019
riskLevelHighest visa credit US 4954
riskLevelElevated visa credit US 9235
cvcCheckFail visa credit US 0101
avsZipFail visa credit US 0036
cvcCheckFailElevatedRisk visa debit US 7872
avsZipFailElevatedRisk visa debit US 6072
avsLine1Fail visa credit US 0028
avsFail visa credit US 0010
avsUnchecked visa credit US 0044
createDispute visa credit US 0259
createDisputeProductNotReceived visa credit US 2685
createDisputeInquiry visa credit US 1976
createIssuerFraudRecord visa credit US 5423
createMultipleDisputes visa credit AT 0079
createCe3EligibleDispute visa credit AT 0038
createComplianceDispute visa credit US 0779
pendingRefund visa credit US 7726
refundFail visa credit US 5126
bypassPending visa credit US 0077
bypassPendingInternational visa credit IE 0278
authenticationRequiredOnSetup visa credit FR 3155
authenticationRequired visa credit DE 3184
authenticationRequiredSetupForOffSession visa credit IT 0446
authenticationRequiredChargeDeclinedInsufficientFunds visa credit GB 3178
threeDSecure2Required visa credit IE 3220
threeDSecureRequired visa credit US 3063
threeDSecureRequiredChargeDeclined visa credit US 1629
threeDSecureRequiredProcessingError visa credit US 1280
threeDSecureOptional visa credit US 3055
threeDSecureOptionalProcessingError visa credit US 3097
visa_triggerNextRequirements visa credit US 4202
visa_triggerChargeBlock visa credit US 4210
visa_triggerPayoutBlock visa credit US 4236
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

describe('a ready-made card', () => {
  it.each(READY_MADE)(
    'pm_card_%s and its token are %s %s of %s ending in %s',
    (name, brand, funding, country, last4) => {
      for (const prefix of ['pm_card_', 'tok_']) {
        expect(known(prefix + name)).toMatchObject({ brand, funding, country, last4, expMonth: 6, expYear: 2028 });
      }
    },
  );

  it.each([
    'pm_card_visaDebit',
    'tok_visa_debit',
    'tok_visaDebit',
    'pm_card_charge_declined',
    'pm_card_three_d_secure_2_required',
  ])('can be written as %s', (id) => expect(simulator.wellKnownCard(id, VAULT)).toBeDefined());

  it.each(['pm_card_', 'tok_', 'tok_1NvQmC2eZvKYlo2C', 'pm_visa', 'visa', 'pm_card_nobody', 'tok_discover_2'])(
    'is different from %s',
    (id) => expect(simulator.wellKnownCard(id, VAULT)).toBeUndefined(),
  );

  it('has a CVC, as a token and as a payment method', () => {
    const given = ['tok_visa', 'pm_card_visa', 'pm_card_cvcCheckFail', 'pm_card_chargeDeclinedIncorrectCvc'];
    expect(given.map((id) => known(id).cvcProvided)).toEqual([true, true, true, true]);
  });
});

describe('a card of two brands', () => {
  it.each([
    ['4000002500001001', 'visa', 'cartes_bancaires', ['cartes_bancaires', 'visa']],
    ['5555552500001001', 'mastercard', 'cartes_bancaires', ['cartes_bancaires', 'mastercard']],
    ['4000050360000001', 'visa', 'visa', ['eftpos_au', 'visa']],
    ['5555050360000080', 'mastercard', 'mastercard', ['eftpos_au', 'mastercard']],
  ])('%s can be run on both networks', (number, brand, displayBrand, networks) => {
    expect(typed(number)).toMatchObject({ brand, displayBrand, networks });
  });
});

describe('a typed card of a brand', () => {
  it.each([
    ['378282246310005', 'amex', 'american_express', false],
    ['371449635398431', 'amex', 'american_express', true],
    ['36227206271667', 'diners', 'diners_club', true],
    ['6205500000000000004', 'unionpay', 'union_pay', true],
    ['2223003122003222', 'mastercard', 'mastercard', true],
    ['5062210000000009', 'unknown', 'other', true],
  ])('%s is %s', (number, brand, displayBrand, threeDSecureSupported) => {
    expect(typed(number)).toMatchObject({ brand, displayBrand, networks: [brand], threeDSecureSupported });
  });
});
