import { useGet } from '../../data/use-call.ts';
import type { Words } from '../../words/en.ts';

/** Response of `GET /faults`. */
export interface FaultState {
  readonly simulated: boolean;
  readonly armed: {
    readonly outcome: string;
    /** Attempts that it is still for; null until it is disarmed. */
    readonly times: number | null;
    readonly chance: number;
    readonly amount: number | null;
    readonly method: string | null;
  } | null;
  readonly outcomes: readonly string[];
}

export const useFaults = () => useGet<FaultState>('/faults', {}, ['network', 'payments']);

/** An outcome in words; declines keep their code. */
export function outcomeText({ network }: Words, outcome: string): string {
  const others: Readonly<Record<string, string>> = network.others;
  return others[outcome] ?? network.decline(outcome);
}
