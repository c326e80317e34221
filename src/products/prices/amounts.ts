import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { pathOf } from '../../kernel/param-path.ts';
import { checkRepeatsOwn } from '../own-currency.ts';
import { type CustomUnitAmountParam, customUnitAmount } from './custom-unit-amount.ts';
import { readTiers, type TierParam } from './tiers.ts';
import type { Price, PriceAmounts } from './type.ts';
import { readDecimalAmount } from './unit-amount.ts';

/** Price parameters in one currency. */
export interface AmountParams {
  readonly custom_unit_amount?: CustomUnitAmountParam;
  readonly tax_behavior?: string;
  readonly tiers?: readonly TierParam[];
  readonly unit_amount?: number;
  readonly unit_amount_decimal?: unknown;
}

/** Names of the price parameters in errors, and the required ones. */
interface AmountRules {
  readonly tiered: boolean;
  readonly recurring: boolean;
  /** The bracket path that the parameters are under; '' for the call itself. */
  readonly under: string;
}

/** Returns a price's terms in a currency. Throws for missing or conflicting parameters. */
export function readAmounts(params: AmountParams, currency: string, rules: AmountRules): PriceAmounts {
  const { under } = rules;
  const custom = customUnitAmount(params.custom_unit_amount, currency, pathOf(under, 'custom_unit_amount'));
  checkOneOf(params, rules, custom !== null);
  const unit = readDecimalAmount(params, 'unit_amount', currency, under);
  return {
    custom_unit_amount: custom,
    tax_behavior: params.tax_behavior ?? 'unspecified',
    ...(params.tiers && { tiers: readTiers(params.tiers, currency, pathOf(under, 'tiers')) }),
    unit_amount: unit?.whole ?? null,
    unit_amount_decimal: unit?.text ?? null,
  };
}

/** Returns a price's terms in its default currency. */
export function ownTerms({ internal, ...price }: Price): PriceAmounts {
  const { custom_unit_amount, tax_behavior, unit_amount, unit_amount_decimal } = price;
  const tiers = internal?.tiers && { tiers: internal.tiers };
  return { custom_unit_amount, tax_behavior, ...tiers, unit_amount, unit_amount_decimal };
}

/** A price has one kind of amount: https://docs.stripe.com/api/prices/create */
function checkOneOf(params: AmountParams, { tiered, recurring, under }: AmountRules, custom: boolean): void {
  const given = [
    ...(custom ? ['custom_unit_amount'] : []),
    ...(['tiers', 'unit_amount', 'unit_amount_decimal'] as const).filter((name) => params[name] !== undefined),
  ];
  const [first, ...others] = given;
  if (first === undefined) {
    if (tiered) throw parameterMissing(pathOf(under, 'tiers'));
    throw invalidRequest('Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.', {
      code: 'parameter_missing',
      param: pathOf(under, 'unit_amount'),
    });
  }
  const refuse = (name: string, message: string) => invalidRequest(message, { param: pathOf(under, name) });
  if (others.length > 0) {
    const [param = first] = given.filter((name) => name.startsWith('unit_amount'));
    throw refuse(param, `You may only specify one of these parameters: ${given.join(', ')}.`);
  }
  if (tiered && first !== 'tiers')
    throw refuse(first, `A tiered price cannot have \`${first}\`. Use \`tiers\` instead.`);
  if (!tiered && first === 'tiers') throw refuse('tiers', '`tiers` can only be used with `billing_scheme=tiered`.');
  if (custom && recurring) throw refuse(first, '`custom_unit_amount` can only be used with one-time prices.');
}

/** Amounts in further currencies, by currency. The price's own currency may be repeated and is left out; `own` has its terms. */
export function readCurrencyOptions(
  given: Readonly<Record<string, AmountParams>>,
  own: { readonly currency: string } & PriceAmounts,
  rules: Omit<AmountRules, 'under'>,
  path = 'currency_options',
): Record<string, PriceAmounts> {
  const options: Record<string, PriceAmounts> = {};
  for (const [name, params] of Object.entries(given)) {
    const under = `${path}[${name}]`;
    const currency = checkCurrency(name, under);
    const amounts = readAmounts(params, currency, { ...rules, under });
    if (currency !== own.currency) options[currency] = amounts;
    else checkRepeatsOwn({ ...amounts, tax_behavior: params.tax_behavior }, own, under);
  }
  return options;
}
