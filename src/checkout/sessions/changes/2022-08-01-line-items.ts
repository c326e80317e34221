import type { ContractType } from '../../../contract/contract.ts';
import type { Params, VersionChange } from '../../../kernel/version-change.ts';

const text: ContractType = { kind: 'string' };

/** A line that was described in place, before prices could be. */
interface FormerLine {
  readonly amount?: number;
  readonly currency?: string;
  readonly description?: string;
  readonly images?: readonly string[];
  readonly name?: string;
  readonly [other: string]: unknown;
}

export const formerLineItems: VersionChange = {
  version: '2022-08-01',
  description:
    'Requests for Checkout Sessions no longer accept lines with `name`, `amount`, `currency`, `description` and `images`: use `price` or `price_data`.',
  request: {
    'POST /v1/checkout/sessions': {
      accepts: {
        'line_items[][amount]': { kind: 'integer' },
        'line_items[][currency]': text,
        'line_items[][description]': text,
        'line_items[][images]': { kind: 'list', of: { kind: 'string', url: 'web' } },
        'line_items[][name]': text,
      },
      upgrade: withPriceData,
    },
  },
};

function withPriceData(params: Params): void {
  // The contract has read the lines.
  const lines = params.line_items as FormerLine[] | undefined;
  if (lines) params.line_items = lines.map(upgraded);
}

function upgraded(line: FormerLine): object {
  const { amount, currency, description, images, name, ...rest } = line;
  if (name === undefined) return line;
  const product = { name, ...(description !== undefined && { description }), ...(images && { images }) };
  return { ...rest, price_data: { currency, unit_amount: amount, product_data: product } };
}
