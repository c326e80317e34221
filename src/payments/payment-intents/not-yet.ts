import { BANK_OPTIONS_NOT_YET, CARD_OPTIONS_NOT_YET, optionsNotYet } from '../../methods/options-not-yet.ts';
import { dataNotYet } from '../../methods/registry.ts';

/** Options of payments alone, by payment method. */
const OPTIONS = [
  ...CARD_OPTIONS_NOT_YET,
  ...BANK_OPTIONS_NOT_YET,
  'payment_method_options[affirm][preferred_locale]',
  'payment_method_options[card][installments][plan]',
  'payment_method_options[card][require_cvc_recollection]',
  'payment_method_options[card][statement_descriptor_suffix_kana]',
  'payment_method_options[card][statement_descriptor_suffix_kanji]',
  'payment_method_options[card][stored_credential_usage]',
  'payment_method_options[klarna][on_demand]',
  'payment_method_options[klarna][subscriptions]',
  'payment_method_options[link][persistent_token]',
  'payment_method_options[paypal][preferred_locale]',
  'payment_method_options[paypal][risk_correlation_id]',
  'payment_method_options[pix][amount_includes_iof]=always',
  'payment_method_options[us_bank_account][financial_connections][filters]',
  'payment_method_options[us_bank_account][financial_connections][return_url]',
  'payment_method_options[us_bank_account][networks][requested]=us_domestic_wire',
  'payment_method_options[us_bank_account][transaction_purpose]',
  'payment_method_options[wechat_pay][app_id]',
  'payment_method_options[wechat_pay][client]=android',
  'payment_method_options[wechat_pay][client]=ios',
] as const;

/** Parts that Florin does not have of updating a payment, of confirming it, and of creating it. */
const NOT_YET = ['hooks', ...OPTIONS, ...optionsNotYet('payment'), ...dataNotYet('payment_method_data')] as const;

export const NOT_YET_AT_CONFIRM = [...NOT_YET, 'radar_options[referrer]'] as const;

export const NOT_YET_AT_UPDATE = [...NOT_YET, 'customer_account'] as const;

export const NOT_YET_AT_CREATE = [...NOT_YET_AT_UPDATE, 'radar_options[referrer]'] as const;
