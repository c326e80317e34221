/** The clients whose output people read: curl and the Stripe CLI. */
const READ_BY_PEOPLE = /^curl\/|stripe-cli\//;

/** True for curl and the CLI; other clients get compact JSON. */
export function isReadByPeople(userAgent: string | undefined): boolean {
  return userAgent !== undefined && READ_BY_PEOPLE.test(userAgent);
}

/** Pretty-prints JSON, indented by two like Stripe's. */
export function prettyPrint(body: string): string {
  return `${JSON.stringify(JSON.parse(body), null, 2)}\n`;
}
