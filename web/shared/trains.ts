/** The release trains of Stripe.js that Florin serves, with their API versions. */
export const TRAINS = {
  v3: '2024-06-20',
  acacia: '2024-09-30.acacia',
  basil: '2025-03-31.basil',
  clover: '2025-09-30.clover',
  dahlia: '2026-03-25.dahlia',
  endive: '2026-09-30.endive',
} as const;

export type Train = keyof typeof TRAINS;

/** Returns the train of a script's address: `/v3/` or `/<train>/stripe.js`. */
export function trainOf(script: URL): Train {
  const name = script.pathname.split('/')[1] ?? '';
  return Object.hasOwn(TRAINS, name) ? (name as Train) : 'v3';
}
