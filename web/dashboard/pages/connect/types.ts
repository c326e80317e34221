import type { Tone } from '../../parts/state-badge.tsx';
import type { Words } from '../../words/en.ts';

/** The fields of a connected account that its pages show. */
export interface ConnectedAccount {
  readonly id: string;
  readonly type: string;
  readonly email: string | null;
  readonly country: string;
  readonly created: number;
  readonly charges_enabled: boolean;
  readonly payouts_enabled: boolean;
  readonly details_submitted: boolean;
  readonly business_profile: { readonly name: string | null } | null;
  readonly capabilities?: Readonly<Record<string, string>>;
  readonly requirements?: {
    readonly currently_due: readonly string[] | null;
    readonly eventually_due: readonly string[] | null;
    readonly past_due: readonly string[] | null;
    readonly pending_verification: readonly string[] | null;
    readonly disabled_reason: string | null;
    readonly current_deadline: number | null;
    readonly errors: readonly { readonly requirement: string; readonly reason: string }[] | null;
  };
  readonly external_accounts?: {
    readonly data: readonly {
      readonly id: string;
      readonly object: string;
      readonly last4: string;
      readonly currency: string;
      readonly bank_name?: string | null;
      readonly brand?: string;
    }[];
  };
  readonly settings?: { readonly payouts?: { readonly schedule?: { readonly interval: string } } } | null;
  readonly metadata: Readonly<Record<string, string>>;
}

export type AccountState = keyof Words['connect']['states'];

/** An account's state in a word. */
export function stateOfAccount({ requirements, charges_enabled, payouts_enabled }: ConnectedAccount): AccountState {
  const reason = requirements?.disabled_reason ?? '';
  if (reason.startsWith('rejected')) return 'rejected';
  if ((requirements?.past_due ?? []).length > 0 || !(charges_enabled || payouts_enabled)) return 'restricted';
  if ((requirements?.currently_due ?? []).length > 0) return 'soon';
  if ((requirements?.pending_verification ?? []).length > 0) return 'pending';
  return 'enabled';
}

export const ACCOUNT_TONES: Readonly<Record<AccountState, Tone>> = {
  enabled: 'good',
  restricted: 'bad',
  soon: 'attention',
  rejected: 'over',
  pending: 'moving',
};
