/**
 * A moment some calendar months later, at the same time of day in UTC; on a day that the month does not have, its last.
 * In seconds since epoch.
 */
export function addMonths(moment: number, months: number): number {
  const from = new Date(moment * 1000);
  const day = from.getUTCDate();
  const later = new Date(from);
  later.setUTCDate(1);
  later.setUTCMonth(later.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(day, lastDay));
  return Math.floor(later.getTime() / 1000);
}
