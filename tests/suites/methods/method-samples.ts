/** Required parameters of payment methods at creation, by type. */
export const SAMPLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  acss_debit: {
    'acss_debit[account_number]': '000123456789',
    'acss_debit[institution_number]': '000',
    'acss_debit[transit_number]': '11000',
    ...payer(),
  },
  afterpay_clearpay: payer(),
  au_becs_debit: { 'au_becs_debit[account_number]': '000123456', 'au_becs_debit[bsb_number]': '000000', ...payer() },
  bacs_debit: { 'bacs_debit[account_number]': '00012345', 'bacs_debit[sort_code]': '108800', ...payer() },
  bancontact: payer(),
  boleto: {
    'boleto[tax_id]': '000.000.000-00',
    ...payer(),
    'billing_details[address][country]': 'BR',
    'billing_details[address][line1]': 'Avenida Paulista 1',
    'billing_details[address][city]': 'São Paulo',
    'billing_details[address][state]': 'SP',
    'billing_details[address][postal_code]': '01310-100',
  },
  blik: answering(),
  card: { 'card[token]': 'tok_visa' },
  eps: payer(),
  fpx: { 'fpx[bank]': 'maybank2u' },
  giropay: payer(),
  klarna: { 'billing_details[address][country]': 'DE' },
  konbini: payer(),
  link: payer(),
  mb_way: { ...answering(), 'billing_details[phone]': '+351912345678' },
  multibanco: payer(),
  nz_bank_account: {
    'nz_bank_account[bank_code]': '11',
    'nz_bank_account[branch_code]': '0000',
    'nz_bank_account[account_number]': '0000000',
    'nz_bank_account[suffix]': '010',
    ...payer(),
  },
  oxxo: payer(),
  p24: payer(),
  payto: { 'payto[account_number]': '000123456', 'payto[bsb_number]': '000000', ...answering() },
  promptpay: payer(),
  sepa_debit: { 'sepa_debit[iban]': 'DE89370400440532013000', ...payer() },
  sofort: { 'sofort[country]': 'DE' },
  us_bank_account: {
    'us_bank_account[account_holder_type]': 'individual',
    'us_bank_account[account_number]': '000123456789',
    'us_bank_account[routing_number]': '110000000',
    ...payer(),
  },
};

/** A customer whose e-mail address makes the simulator leave vouchers unpaid. */
function payer(): Record<string, string> {
  return { 'billing_details[name]': 'Jenny Rosen', 'billing_details[email]': 'jenny.fill_never@example.com' };
}

/** A customer whose e-mail address makes the simulator approve requests of apps within seconds. */
function answering(): Record<string, string> {
  return { 'billing_details[name]': 'Jenny Rosen', 'billing_details[email]': 'jenny.succeed_immediately@example.com' };
}

/** Data that customers enter at every confirmation, by type of method. */
export const ENTERED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  blik: { 'payment_method_options[blik][code]': '123456' },
};

/** Additional required parameters of payments, by type of method. */
export const WITH: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  afterpay_clearpay: {
    'shipping[name]': 'Jenny Rosen',
    'shipping[address][line1]': '510 Townsend Street',
    'shipping[address][country]': 'US',
  },
  customer_balance: {
    'payment_method_options[customer_balance][funding_type]': 'bank_transfer',
    'payment_method_options[customer_balance][bank_transfer][type]': 'eu_bank_transfer',
    'payment_method_options[customer_balance][bank_transfer][eu_bank_transfer][country]': 'DE',
  },
};

/** Parameters of an accepted mandate, for methods that require it. */
export const AGREED: Readonly<Record<string, string>> = {
  'mandate_data[customer_acceptance][type]': 'online',
  'mandate_data[customer_acceptance][online][ip_address]': '127.0.0.1',
  'mandate_data[customer_acceptance][online][user_agent]': 'a browser',
};
