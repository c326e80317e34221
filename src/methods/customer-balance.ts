import { invalidRequest } from '../kernel/errors.ts';
import { financialAddresses, TRANSFER_OF, type TransferType } from './bank-transfer.ts';
import { paidLater } from './kinds/display.ts';
import { NO_LATER_CAPTURE } from './kinds/redirect.ts';
import type { PaymentMethodModule, ShownDetail } from './method.ts';

interface Options {
  readonly funding_type: 'bank_transfer' | null;
  readonly bank_transfer?: {
    readonly type?: TransferType | null;
    readonly eu_bank_transfer?: { readonly country: string };
    readonly requested_address_types?: readonly string[];
  };
}

interface Instructions {
  readonly amount_remaining: number;
  readonly reference: string;
  readonly financial_addresses: readonly Readonly<Record<string, unknown>>[];
}

const UNDER = 'payment_method_options[customer_balance]';
/** The account details that a payer copies. */
const COPIED: Readonly<Record<string, ShownDetail['what']>> = {
  account_holder_name: 'account_holder',
  account_number: 'account_number',
  bank_name: 'bank',
  bic: 'bic',
  clabe: 'account_number',
  iban: 'iban',
  routing_number: 'bank_code',
  sort_code: 'bank_code',
  swift_code: 'bic',
};

/** Bank transfers: the customer sends money to a virtual account, which pays their open payments. */
export const customerBalance: PaymentMethodModule = {
  type: 'customer_balance',
  rank: 340,
  label: 'Bank transfer',
  currencies: Object.keys(TRANSFER_OF),
  countries: 'all',
  amounts: {},
  flow: 'bank_transfer',
  moneyFlow: { payer: 'pays', settlesAfterSeconds: 0, refunds: 'at_once' },
  paidFrom: 'cash_balance',
  onByDefault: false,
  delayed: true,
  reusable: false,
  setupFutureUsage: ['none'],
  capture: NO_LATER_CAPTURE,
  refund: { partial: true },
  chargePrefix: 'py',
  actionSeconds: null,
  defaultOptions: { funding_type: null },

  checkOptions(options, stage, currency) {
    const { funding_type: funding, bank_transfer: transfer } = options as Options;
    if (stage === 'confirmed' && funding !== 'bank_transfer') {
      throw invalidRequest(`The funding type is missing. Set \`${UNDER}[funding_type]\` to bank_transfer.`, {
        code: 'parameter_missing',
        param: `${UNDER}[funding_type]`,
      });
    }
    const type = transfer?.type;
    if (stage === 'confirmed' && type !== TRANSFER_OF[currency]) {
      throw invalidRequest(
        `Bank transfers in ${currency} have the type ${TRANSFER_OF[currency]}, not ${type ?? 'none'}. Change \`${UNDER}[bank_transfer][type]\`.`,
        { param: `${UNDER}[bank_transfer][type]` },
      );
    }
    if (type === 'eu_bank_transfer' && transfer?.eu_bank_transfer?.country === undefined) {
      throw invalidRequest('The country of the bank account is missing. Send it.', {
        code: 'parameter_missing',
        param: `${UNDER}[bank_transfer][eu_bank_transfer][country]`,
      });
    }
  },

  make: () => ({ details: {}, instrument: { type: 'customer_balance' } }),

  nextAction({ url, price, options, merchant, customerDigits }) {
    const { amount, currency } = price ?? { amount: 0, currency: '' };
    const transfer = (options as Options).bank_transfer;
    const type = TRANSFER_OF[currency] ?? 'us_bank_transfer';
    const country = transfer?.eu_bank_transfer?.country ?? 'DE';
    return {
      type: 'display_bank_transfer_instructions',
      display_bank_transfer_instructions: {
        amount_remaining: amount,
        currency,
        financial_addresses: financialAddresses(
          type,
          { merchant, country, digits: customerDigits },
          transfer?.requested_address_types,
          `${UNDER}[bank_transfer]`,
        ),
        hosted_instructions_url: url,
        reference: customerDigits(10, 'reference'),
        type,
      },
    };
  },

  shows(shown) {
    const {
      amount_remaining: left,
      reference,
      financial_addresses: accounts,
    } = shown.display_bank_transfer_instructions as Instructions;
    const [first] = accounts;
    const account = Object.entries((first?.[String(first.type)] ?? {}) as Record<string, unknown>);
    return [
      { what: 'amount_left', value: left },
      { what: 'reference', value: reference },
      ...account.flatMap(([name, value]) => {
        const what = COPIED[name];
        return what === undefined || typeof value !== 'string' ? [] : [{ what, value }];
      }),
    ];
  },

  chargeDetails: () => ({}),
  next: paidLater('a bank transfer'),
};
