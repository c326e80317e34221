import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';

export type CalculationLine = Stripe.Tax.CalculationLineItem;

type Returned = Omit<Stripe.Tax.Calculation, 'id' | 'line_items'> & { readonly id: string };

export type Calculation = Stored<Returned, { readonly lines: readonly CalculationLine[] }>;

export const calculations: ResourceType<Calculation> = {
  object: 'tax.calculation',
  prefix: 'taxcalc',
  noun: 'tax calculation',
  idParam: 'calculation',
  listed: false,
};
