/**
 * The components of `@stripe/connect-js`, all of them, so that one that Florin does not have fails with a load error. Their
 * elements are named `stripe-connect-payments`.
 */
export const COMPONENTS = [
  'account-management',
  'account-onboarding',
  'balance-report',
  'balances',
  'disputes-list',
  'documents',
  'financial-account',
  'financial-account-transactions',
  'instant-payouts-promotion',
  'issuing-card',
  'issuing-cards-list',
  'notification-banner',
  'payment-details',
  'payment-disputes',
  'payment-method-settings',
  'payments',
  'payout-details',
  'payout-reconciliation-report',
  'payouts',
  'payouts-list',
  'reporting-chart',
  'tax-registrations',
  'tax-settings',
] as const;

/** Components that the package makes elements of under their bare names, because it does not list them. */
export const BARE: readonly string[] = ['payment-method-settings', 'reporting-chart'];

/** Components over the page: they are shown once the page has set the named option, and closed by its customer. */
export const OVERLAYS: Readonly<Record<string, string>> = { 'payment-details': 'payment', 'payout-details': 'payout' };

/** The setters of all components. Those that begin with `On` set a listener, the others an option. */
export const SETTERS = [
  'CardSwitching',
  'CollectionOptions',
  'DefaultCard',
  'DefaultFilters',
  'DisplayCountries',
  'DisplayHeadOfficeCountries',
  'FetchEphemeralKey',
  'FinancialAccount',
  'FullTermsOfServiceUrl',
  'HideProductTaxCodeSelector',
  'IssuingProgram',
  'OnAfterTaxRegistrationAdded',
  'OnAfterTaxRegistrationExpired',
  'OnClose',
  'OnDisputesLoaded',
  'OnExit',
  'OnInstantPayoutCreated',
  'OnInstantPayoutsPromotionLoaded',
  'OnLoadError',
  'OnLoaderStart',
  'OnNotificationsChange',
  'OnReportAvailabilityLoaded',
  'OnSectionOpen',
  'OnStepChange',
  'OnTaxSettingsUpdated',
  'Payment',
  'Payout',
  'PrivacyPolicyUrl',
  'RecipientTermsOfServiceUrl',
  'ShowSpendControls',
  'SkipTermsOfServiceCollection',
] as const;
