/**
 * The bracket path of a parameter in a hash: `amount` or `data[amount]` under `payment` is `payment[amount]` or
 * `payment[data][amount]`. `under` is '' for a parameter of the call itself.
 */
export function pathOf(under: string, param: string): string {
  return under === '' ? param : `${under}[${param.replace(/\[|$/, ']$&')}`;
}
