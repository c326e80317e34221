import type Stripe from 'stripe';
import { invalidRequest } from '../kernel/errors.ts';
import { endOfDay, expiresAtOnce, voucher } from './kinds/display.ts';
import { numberField } from './kinds/fields.ts';
import { checkBetween } from './kinds/limits.ts';
import { given } from './kinds/numbers.ts';
import { PLAIN_SETUP } from './kinds/redirect.ts';

interface Options {
  readonly expires_after_days: number;
}

/** Brasília time; it has no daylight saving time. */
const UTC_OFFSET_HOURS = -3;
const TAX_ID = /^(\d{11}|\d{14})$/;

/** Boleto: a voucher for Brazilian banks, lottery shops and post offices. */
export const boleto = voucher({
  type: 'boleto',
  rank: 300,
  label: 'Boleto',
  currencies: ['brl'],
  countries: ['BR'],
  amounts: { brl: { min: 500, max: 4_999_999 } },
  requires: ['name', 'email', 'address.line1', 'address.postal_code'],
  fields: [numberField('tax_id', { shape: TAX_ID, placeholder: '000.000.000-00' })],
  refund: { partial: false, impossible: true },
  reusable: true,
  setupFutureUsage: ['none', 'on_session', 'off_session'],
  setup: PLAIN_SETUP,
  defaultOptions: { expires_after_days: 3 } satisfies Options,

  checkOptions: (options) =>
    checkBetween(
      (options as Options).expires_after_days,
      [0, 60],
      'payment_method_options[boleto][expires_after_days]',
    ),

  actionEnds: (options, { nowSeconds, email }) =>
    expiresAtOnce(email) ? nowSeconds : endOfDay(nowSeconds, (options as Options).expires_after_days, UTC_OFFSET_HOURS),

  make(data) {
    const taxId = given((data as Stripe.PaymentMethodCreateParams).boleto?.tax_id, 'boleto[tax_id]');
    if (!TAX_ID.test(taxId.replaceAll(/[.\-/]/g, ''))) {
      throw invalidRequest('The tax id is neither a CPF (000.000.000-00) nor a CNPJ (00.000.000/0000-00).', {
        code: 'tax_id_invalid',
        param: 'boleto[tax_id]',
      });
    }
    return { details: { tax_id: taxId }, instrument: { type: 'boleto' } };
  },

  nextAction: ({ url, endsAt, digits }) => ({
    type: 'boleto_display_details',
    boleto_display_details: { expires_at: endsAt, hosted_voucher_url: url, number: digits(47), pdf: null },
  }),

  shows: (shown) => {
    const { number } = shown.boleto_display_details as { number: string };
    return [{ what: 'number', value: number }];
  },

  chargeDetails: ({ boleto: shown }) => ({ tax_id: shown?.tax_id ?? '' }),
});
