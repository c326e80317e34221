import type { Translation } from '../translation.ts';

/** Texts of the fields in Elements. */
export const elements = {
  card: {
    number: 'Card number',
    expiry: 'Expiration date',
    cvc: 'Security code',
    postal: 'Postal code',
    zip: 'ZIP code',
    country: 'Country or region',
    numberPlaceholder: '1234 1234 1234 1234',
    numberPlaceholderLine: 'Card number',
    expiryPlaceholder: 'MM / YY',
    cvcPlaceholder: 'CVC',
    postalPlaceholder: 'Postal code',
    zipPlaceholder: 'ZIP',
    numberAlone: 'Credit or debit card number',
    expiryAlone: 'Credit or debit card expiration date',
    cvcAlone: 'Credit or debit card CVC/CVV',
    brand: 'Card brand: {{brand}}',
  },
  problem: {
    incomplete_number: 'The card number is not complete.',
    invalid_number: 'That is not a valid card number.',
    incomplete_expiry: 'The expiration date is not complete.',
    invalid_expiry_month: 'That is not a valid month.',
    invalid_expiry_month_past: 'The expiration date has passed.',
    invalid_expiry_year_past: 'The expiration year has passed.',
    invalid_expiry_year: 'The expiration year is too far in the future.',
    incomplete_cvc: 'The security code is not complete.',
    incomplete_zip: 'The postal code is not complete.',
    incomplete_email: 'The e-mail address is not complete.',
    invalid_email: 'That is not an e-mail address.',
    incomplete_field: 'Please fill this in.',
    incomplete_payment_details: 'Please choose how to pay.',
  },
  payment: {
    methods: 'Payment method',
    more: 'More ways to pay',
    redirect: 'When you continue, you go on to {{name}} to finish your payment.',
    saved: 'With your card details you let {{business}} charge your card for future payments as agreed.',
    thisBusiness: 'this business',
    unavailable: 'There is no way to pay here.',
    loading: 'Loading',
  },
  method: {
    card: 'Card',
  },
  email: {
    label: 'E-mail',
    placeholder: 'you@example.com',
  },
  address: {
    name: 'Full name',
    firstName: 'First name',
    lastName: 'Last name',
    organization: 'Organization',
    country: 'Country or region',
    line1: 'Address',
    line2: 'Apartment, floor, c/o (optional)',
    city: 'City',
    state: 'State or province',
    postal_code: 'Postal code',
    phone: 'Phone number',
  },
} as const;

export type ElementsTexts = Translation<typeof elements>;
