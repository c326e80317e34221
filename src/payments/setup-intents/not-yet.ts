import { dataNotYet } from '../../methods/registry.ts';

/** Parts that Florin does not have of confirming a setup, of updating it, and of creating it. */
export const NOT_YET_AT_CONFIRM = dataNotYet('payment_method_data');

export const NOT_YET_AT_UPDATE = [...NOT_YET_AT_CONFIRM, 'customer_account', 'payment_method_configuration'] as const;

export const NOT_YET_AT_CREATE = [...NOT_YET_AT_UPDATE, 'on_behalf_of'] as const;
