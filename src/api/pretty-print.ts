/** The clients whose output people read: curl and the Stripe CLI. */
const READ_BY_PEOPLE = /^curl\/|stripe-cli\//;

/** Pretty-prints JSON for curl and the CLI, indented by two like Stripe's; other clients get it compact. */
export function prettyPrint(userAgent: string | undefined, body: string): string {
  if (userAgent === undefined || !READ_BY_PEOPLE.test(userAgent)) return body;
  return `${JSON.stringify(JSON.parse(body), null, 2)}\n`;
}
