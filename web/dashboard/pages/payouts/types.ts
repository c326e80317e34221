import type { Tone } from '../../parts/state-badge.tsx';

/** The fields of a payout that its pages show. */
export interface Payout {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly arrival_date: number;
  readonly created: number;
  readonly status: string;
  readonly method: string;
  readonly automatic: boolean;
  readonly destination: string | null;
  readonly description: string | null;
  readonly failure_code: string | null;
  readonly failure_message: string | null;
  readonly balance_transaction: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

const TONES: Readonly<Record<string, Tone>> = {
  paid: 'good',
  pending: 'moving',
  in_transit: 'moving',
  canceled: 'over',
  failed: 'bad',
};

export function toneOfPayout(status: string): Tone {
  return TONES[status] ?? 'over';
}
