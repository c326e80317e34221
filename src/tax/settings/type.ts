import type Stripe from 'stripe';
import type { Entity, ResourceType } from '../../kernel/entity.ts';

/** The settings as stored; the API's object, with their status, is a view of them. */
export interface TaxSettings extends Entity, Pick<Stripe.Tax.Settings, 'defaults' | 'head_office'> {
  readonly object: 'stored_tax_settings';
}

/** Stored under one id of its own, and never listed. */
export const taxSettings: ResourceType<TaxSettings> = {
  object: 'stored_tax_settings',
  prefix: 'taxset',
  noun: 'tax settings',
  idParam: 'id',
  listed: false,
};
