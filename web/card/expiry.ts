/** The digits `MMYY` of an expiry date as people type, paste and have it filled in: 5/34, 05 / 2034, 0534, 052034. */
export function cleanExpiry(text: string): string {
  const [month = '', year] = text.trim().split(/\D+/, 2);
  if (year !== undefined && month !== '')
    return (month.length === 1 ? `0${month}` : month.slice(0, 2)) + shortYear(year);
  const digits = month === '' ? text.replace(/\D/g, '') : month;
  const whole = /^[2-9]/.test(digits) ? `0${digits}` : digits;
  return whole.slice(0, 2) + shortYear(whole.slice(2));
}

function shortYear(year: string): string {
  return year.length === 4 && year.startsWith('20') ? year.slice(2) : year.slice(0, 2);
}

/** `MM / YY`, with the slash as soon as the month is there. */
export function formatExpiry(digits: string): string {
  return digits.length < 2 ? digits : `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

/** The month (1–12) and the year, of whole digits. */
export function expiryOf(digits: string): { month: number; year: number } {
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) };
}
