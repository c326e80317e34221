import { useGet } from '../../data/use-call.ts';
import type { Words } from '../../words/en.ts';

/** Response of `GET /faults`. */
export interface FaultState {
  readonly simulated: boolean;
  readonly armed: { readonly outcome: string; readonly times: number; readonly method: string | null } | null;
  readonly outcomes: readonly string[];
}

export const useFaults = () => useGet<FaultState>('/faults', {}, ['network', 'payments']);

/** An outcome in words; declines keep their code. */
export function outcomeText({ network }: Words, outcome: string): string {
  return outcome === 'authenticate' ? network.authenticate : network.decline(outcome);
}
