/** Clients whose answers people read: curl and the Stripe CLI. */
const READ_BY_PEOPLE = /^curl\/|stripe-cli\//;

/** JSON indented by two, as Stripe writes it, where a person will read it; as it is for programs, which it costs less. */
export function forReader(userAgent: string | undefined, body: string): string {
  if (userAgent === undefined || !READ_BY_PEOPLE.test(userAgent)) return body;
  return `${JSON.stringify(JSON.parse(body), null, 2)}\n`;
}
