let frames = 0;

/** Returns a name for a frame in a merchant's page, by which people's end-to-end tests find it. */
export function frameName(): string {
  frames += 1;
  return `__privateStripeFrame${frames}`;
}
