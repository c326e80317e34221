import type Stripe from 'stripe';

/** What a payment method asks for beside who pays: fields of its own, and of the billing details. */
export interface MethodNeeds {
  readonly fields?: readonly MethodField[];
  /** The name of who pays; */
  readonly name?: boolean;
  /** How much of the billing address. */
  readonly address?: 'country' | 'full';
}

export interface MethodField {
  /** As `payment_method_data[<type>]` takes it. */
  readonly name: string;
  readonly kind: 'numeric' | 'select' | 'text';
  /** What a whole value looks like; spaces and dashes are left out before. */
  readonly whole?: RegExp;
  readonly placeholder?: string;
  readonly half?: boolean;
  readonly optional?: boolean;
  /** Of a select: the API's values with the names that banks have; own words are found under `field.<value>`. */
  readonly options?: Readonly<Record<string, string>>;
}

const digits = (name: string, whole: RegExp, placeholder: string, half = false): MethodField => ({
  name,
  kind: 'numeric',
  whole,
  placeholder,
  half,
});

const IDEAL_BANKS = {
  abn_amro: 'ABN AMRO',
  asn_bank: 'ASN Bank',
  bunq: 'bunq',
  ing: 'ING',
  knab: 'Knab',
  n26: 'N26',
  nn: 'Nationale-Nederlanden',
  rabobank: 'Rabobank',
  regiobank: 'RegioBank',
  revolut: 'Revolut',
  sns_bank: 'SNS',
  triodos_bank: 'Triodos Bank',
  van_lanschot: 'Van Lanschot Kempen',
  yoursafe: 'Yoursafe',
} as const satisfies Partial<Record<Stripe.PaymentMethodCreateParams.Ideal.Bank, string>>;

const P24_BANKS = {
  alior_bank: 'Alior Bank',
  bank_millennium: 'Bank Millennium',
  bank_pekao_sa: 'Bank Pekao',
  blik: 'BLIK',
  bnp_paribas: 'BNP Paribas',
  citi_handlowy: 'Citi Handlowy',
  credit_agricole: 'Crédit Agricole',
  getin_bank: 'VeloBank',
  ing: 'ING',
  inteligo: 'Inteligo',
  mbank_mtransfer: 'mBank',
  nest_przelew: 'Nest Bank',
  pbac_z_ipko: 'PKO BP',
  santander_przelew24: 'Santander',
  toyota_bank: 'Toyota Bank',
  volkswagen_bank: 'Volkswagen Bank',
} as const satisfies Partial<Record<Stripe.PaymentMethodCreateParams.P24.Bank, string>>;

const EPS_BANKS = {
  arzte_und_apotheker_bank: 'Ärzte- und Apothekerbank',
  bank_austria: 'Bank Austria',
  bawag_psk_ag: 'BAWAG',
  dolomitenbank: 'Dolomitenbank',
  easybank_ag: 'easybank',
  erste_bank_und_sparkassen: 'Erste Bank und Sparkassen',
  hypo_tirol_bank_ag: 'Hypo Tirol Bank',
  marchfelder_bank: 'Marchfelder Bank',
  oberbank_ag: 'Oberbank',
  raiffeisen_bankengruppe_osterreich: 'Raiffeisen',
  schelhammer_capital_bank_ag: 'Schelhammer Capital Bank',
  volksbank_gruppe: 'Volksbank',
} as const satisfies Partial<Record<Stripe.PaymentMethodCreateParams.Eps.Bank, string>>;

const OWN_WORDS = { account_holder_type: { individual: '', company: '' }, account_type: { checking: '', savings: '' } };

/** By type; a method that is not here asks for nothing and continues elsewhere. */
export const METHOD_NEEDS = {
  acss_debit: {
    name: true,
    fields: [
      digits('institution_number', /^\d{3}$/, '000', true),
      digits('transit_number', /^\d{5}$/, '11000', true),
      digits('account_number', /^\d{7,12}$/, '000123456789'),
    ],
  },
  affirm: { name: true, address: 'full' },
  afterpay_clearpay: { name: true, address: 'full' },
  au_becs_debit: {
    name: true,
    fields: [
      digits('bsb_number', /^\d{6}$/, '000-000', true),
      digits('account_number', /^\d{5,9}$/, '000123456', true),
    ],
  },
  bacs_debit: {
    name: true,
    address: 'full',
    fields: [digits('sort_code', /^\d{6}$/, '10-88-00', true), digits('account_number', /^\d{8}$/, '00012345', true)],
  },
  bancontact: { name: true },
  boleto: {
    name: true,
    address: 'full',
    fields: [digits('tax_id', /^(\d{11}|\d{14})$/, '000.000.000-00')],
  },
  eps: { name: true, fields: [{ name: 'bank', kind: 'select', optional: true, options: EPS_BANKS }] },
  giropay: { name: true },
  ideal: { name: true, fields: [{ name: 'bank', kind: 'select', optional: true, options: IDEAL_BANKS }] },
  klarna: { address: 'country' },
  konbini: { name: true },
  oxxo: { name: true },
  p24: { name: true, fields: [{ name: 'bank', kind: 'select', optional: true, options: P24_BANKS }] },
  sepa_debit: {
    name: true,
    fields: [
      {
        name: 'iban',
        kind: 'text',
        whole: /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i,
        placeholder: 'DE89 3704 0044 0532 0130 00',
      },
    ],
  },
  sofort: {
    name: true,
    fields: [
      {
        name: 'country',
        kind: 'select',
        options: { AT: '', BE: '', DE: '', ES: '', IT: '', NL: '' },
      },
    ],
  },
  us_bank_account: {
    name: true,
    fields: [
      { name: 'account_holder_type', kind: 'select', half: true, options: OWN_WORDS.account_holder_type },
      { name: 'account_type', kind: 'select', half: true, options: OWN_WORDS.account_type },
      digits('routing_number', /^\d{9}$/, '110000000', true),
      digits('account_number', /^\d{4,17}$/, '000123456789', true),
    ],
  },
} as const satisfies Partial<Record<Stripe.PaymentMethodCreateParams.Type, MethodNeeds>>;

const NOTHING: MethodNeeds = {};

/** What a payment method asks for. */
export function needsOf(type: string): MethodNeeds {
  return (METHOD_NEEDS as Partial<Record<string, MethodNeeds>>)[type] ?? NOTHING;
}

/** Methods that fetch their money from an account, which its owner has to allow. */
const DEBITS = new Set(['acss_debit', 'au_becs_debit', 'bacs_debit', 'sepa_debit', 'us_bank_account']);

export function isDebit(type: string): boolean {
  return DEBITS.has(type);
}

/** Methods that settle in the page itself; all others continue elsewhere. */
const STAYS = new Set(['boleto', 'customer_balance', 'konbini', 'multibanco', 'oxxo']);

export function continuesElsewhere(type: string): boolean {
  return type !== 'card' && !DEBITS.has(type) && !STAYS.has(type);
}
