import { writtenDay } from '../../shared/calendar.ts';

/** The description of a credit or a debit for a part of a period, as `Remaining time on 2 × Seat after 16 Jan 2027`. */
export function prorationWords(
  kind: 'unused' | 'remaining',
  { name, quantity, from }: { readonly name: string; readonly quantity: number | null; readonly from: number },
): string {
  const what = quantity !== null && quantity > 1 ? `${quantity} × ${name}` : name;
  return `${kind === 'unused' ? 'Unused' : 'Remaining'} time on ${what} after ${writtenDay(from)}`;
}
