/**
 * Adds calendar months to a time in seconds since epoch. Keeps the time of day in UTC; a day that the month does not
 * have becomes its last day.
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
