/** The embedded components that Florin has, by the names that the API gives them. */
export const EMBEDDED_COMPONENTS = [
  'account_management',
  'account_onboarding',
  'balances',
  'disputes_list',
  'documents',
  'instant_payouts_promotion',
  'notification_banner',
  'payment_details',
  'payment_disputes',
  'payment_method_settings',
  'payments',
  'payout_details',
  'payouts',
  'payouts_list',
] as const;

export type EmbeddedComponent = (typeof EMBEDDED_COMPONENTS)[number];

/** A claimed account session, as the library in the platform's page receives it. */
export interface ClaimedSession {
  /** The address of its frames, before the language and the component. */
  readonly frames: string;
  /** The components that it enables, by the names of the API. */
  readonly components: readonly string[];
  /** Those of them that Florin does not have. */
  readonly not_built: readonly string[];
  /** Seconds since epoch, on the clock of the platform. */
  readonly expires_at: number;
}
