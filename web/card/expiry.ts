/** Extracts `MMYY` from typed, pasted or autofilled dates: 5/34, 05 / 2034, 0534, 052034. */
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

/** Formats digits as `MM / YY`; the slash appears as soon as the month is complete. */
export function formatExpiry(digits: string): string {
  return digits.length < 2 ? digits : `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

/** Returns the month (1–12) and year of complete digits. */
export function expiryOf(digits: string): { month: number; year: number } {
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) };
}
