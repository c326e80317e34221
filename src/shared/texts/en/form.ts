import type { Translation } from '../translation.ts';

/** Texts of forms that Elements and Checkout share. */
export const form = {
  contact: {
    heading: 'Contact',
    email: 'E-mail',
    phone: 'Phone number',
    individual: 'Your full name',
    business: 'Business name',
  },
  pay: {
    heading: 'Payment method',
    saved: 'Saved cards',
    ending: '{{brand}} ending in {{last4}}',
    expires: 'Expires {{date}}',
    remove: 'Remove {{card}}',
    another: 'Use another payment method',
    nameOnCard: 'Name on card',
    accountHolder: 'Name of the account holder',
    billing: 'Billing address',
    sameAsShipping: 'Billing address is the same as shipping',
    save: 'Save my details for next time',
    later: 'By paying, you allow {{business}} to charge you for future payments as agreed.',
    mandate: 'By providing your bank details, you allow {{business}} to debit this payment from your account.',
    unavailable: 'There is no way to pay here at the moment.',
  },
  field: {
    iban: 'IBAN',
    sort_code: 'Sort code',
    account_number: 'Account number',
    bsb_number: 'BSB',
    institution_number: 'Institution number',
    transit_number: 'Transit number',
    routing_number: 'Routing number',
    account_type: 'Account type',
    account_holder_type: 'Account holder',
    tax_id: 'CPF or CNPJ',
    bank: 'Bank',
    country: 'Country of your bank',
    checking: 'Checking',
    savings: 'Savings',
    individual: 'A person',
    company: 'A company',
    choose: 'Choose …',
  },
  taxId: {
    business: 'I’m buying for a business',
    type: 'Kind of tax ID',
    value: 'Tax ID',
  },
  custom: {
    optional: '{{label}} (optional)',
  },
  problem: {
    missing: 'Please fill this in.',
    email: 'That is not an e-mail address.',
    phone: 'That is not a phone number.',
    postal: 'That is not a postal code of this country.',
    shape: 'That does not look right. Please check it.',
    short: 'At least {{count}} characters are required.',
    long: 'At most {{count}} characters are allowed.',
    digits: 'Only digits, please.',
    taxId: 'That is not a tax ID of this kind.',
    terms: 'Please agree to continue.',
  },
} as const;

export type FormTexts = Translation<typeof form>;
