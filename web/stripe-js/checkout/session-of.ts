import { misuse } from '../../shared/misuse.ts';

/** Returns the id in the client secret of a checkout session. Throws if it is none. */
export function sessionOf(clientSecret: unknown, call: string): string {
  const id = typeof clientSecret === 'string' ? /^(cs_\w+?)_secret_\S+$/.exec(clientSecret)?.[1] : undefined;
  if (id !== undefined) return id;
  throw misuse(
    `stripe.${call}() needs the client_secret of a Checkout Session, which looks like cs_…_secret_…. Your server gets it with the session. Pass it to the page.`,
  );
}
