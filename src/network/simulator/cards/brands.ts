import { type TestCard, testCard } from '../test-card.ts';

/** Successful cards of every brand and funding. */
export const BRAND_CARDS: readonly TestCard[] = [
  testCard({ name: 'visa', number: '4242424242424242', aliases: ['us'] }),
  testCard({
    name: 'visa_debit',
    number: '4000056655665556',
    funding: 'debit',
    aliases: ['visa_debit_us_transferSuccess'],
  }),
  mastercard('mastercard', '5555555555554444'),
  typedOnly(mastercard('mastercard_2series', '2223003122003222')),
  mastercard('mastercard_debit', '5200828282828210', { funding: 'debit' }),
  mastercard('mastercard_prepaid', '5105105105105100', { funding: 'prepaid' }),
  testCard({
    name: 'amex',
    number: '378282246310005',
    brand: 'amex',
    aliases: ['amex_threeDSecureNotSupported'],
    threeDSecure: 'unsupported',
  }),
  typedOnly(testCard({ name: 'amex_2', number: '371449635398431', brand: 'amex' })),
  testCard({ name: 'discover', number: '6011111111111117', brand: 'discover' }),
  typedOnly(testCard({ name: 'discover_2', number: '6011000990139424', brand: 'discover' })),
  typedOnly(testCard({ name: 'discover_debit', number: '6011981111111113', brand: 'discover', funding: 'debit' })),
  testCard({ name: 'diners', number: '3056930009020004', brand: 'diners' }),
  typedOnly(testCard({ name: 'diners_14digits', number: '36227206271667', brand: 'diners' })),
  typedOnly(testCard({ name: 'bccard', number: '6555900000604105', brand: 'discover', country: 'KR' })),
  testCard({ name: 'jcb', number: '3566002020360505', brand: 'jcb', country: 'JP' }),
  testCard({ name: 'unionpay', number: '6200000000000005', brand: 'unionpay', country: 'CN' }),
  typedOnly(
    testCard({
      name: 'unionpay_debit',
      number: '6200000000000047',
      brand: 'unionpay',
      country: 'CN',
      funding: 'debit',
    }),
  ),
  typedOnly(testCard({ name: 'unionpay_19digits', number: '6205500000000000004', brand: 'unionpay', country: 'CN' })),
  typedOnly(testCard({ name: 'carnet', number: '5062210000000009', brand: 'unknown', country: 'MX' })),
];

/** Co-branded cards: processed by the network that the payer chose, else the first. */
export const CO_BRANDED_CARDS: readonly TestCard[] = [
  testCard({
    name: 'visa_cartesBancaires',
    number: '4000002500001001',
    country: 'FR',
    networks: ['cartes_bancaires', 'visa'],
    displayBrand: 'cartes_bancaires',
  }),
  mastercard('mastercard_cartesBancaires', '5555552500001001', {
    country: 'FR',
    networks: ['cartes_bancaires', 'mastercard'],
    displayBrand: 'cartes_bancaires',
  }),
  testCard({
    name: 'visa_debit_eftposAuCoBranded',
    number: '4000050360000001',
    country: 'AU',
    funding: 'debit',
    networks: ['eftpos_au', 'visa'],
  }),
  mastercard('mastercard_debit_eftposAuCoBranded', '5555050360000080', {
    country: 'AU',
    funding: 'debit',
    networks: ['eftpos_au', 'mastercard'],
  }),
];

/** US health spending (FSA/HSA) cards. */
export const HEALTH_CARDS: readonly TestCard[] = [
  testCard({ name: 'debit_visaFsaProductCode', number: '4000051230000072', funding: 'debit' }),
  testCard({ name: 'debit_visaHsaProductCode', number: '4000051230000072', funding: 'debit', sharesNumber: true }),
  mastercard('mastercard_debit_mastercardFsaProductCode', '5200828282828897', { funding: 'debit' }),
];

/** Cards that do or do not support incremental authorization. */
export const INCREMENT_CARDS: readonly TestCard[] = [
  testCard({ name: 'debit_incrementalAuthAuthorized', number: '4000058400000063', funding: 'debit' }),
  testCard({ name: 'credit_disableEnterpriseCardFeatures', number: '4000008400000076', declinesIncrements: true }),
];

function mastercard(name: string, number: string, special: Partial<TestCard> = {}): TestCard {
  return testCard({ brand: 'mastercard', ...special, name, number });
}

function typedOnly(card: TestCard): TestCard {
  return { ...card, readyMade: false };
}
