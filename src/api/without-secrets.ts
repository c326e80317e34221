/** Text as it may be shown or logged: what may be a card number or a secret key, sent in the wrong place, blotted out. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\d(?:[ -]?\d){11,}/g, (digits) => '*'.repeat(digits.length))
    .replace(/\b([rs]k_(?:test|live)_)\w+/g, '$1***');
}
