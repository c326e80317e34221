import { atFlorin, isMeasurement, STRIPE_HOSTS, sourceAtFlorin } from './test-runners/hosts.ts';

/** A value that Cypress will have later. */
export interface Chain<Value> {
  then<Next>(next: (value: Value) => Next): Chain<Next>;
}

/** The keys of a test's world. */
export interface CypressWorld {
  readonly url: string;
  readonly key: string;
  readonly publishableKey: string;
}

interface InterceptedRequest {
  url: string;
  headers: Record<string, unknown>;
  /** `document` for pages. */
  resourceType: string;
  reply(status: number): void;
}

/** The parts of Cypress' globals that are used here, the same in every version. */
interface CypressGlobals {
  readonly Cypress?: { env(name: string): unknown; config(name: 'chromeWebSecurity'): unknown };
  readonly cy?: {
    task(name: string, argument: unknown, options?: { timeout: number }): Chain<never>;
    intercept(url: RegExp, handler: (request: InterceptedRequest) => void): unknown;
  };
  readonly beforeEach?: (hook: () => void) => void;
}

/** The patience with an event in milliseconds, and what a task may take beyond it. */
const EVENT_TIMEOUT_MS = 5_000;
const SPARE_MS = 5_000;

const globals = globalThis as CypressGlobals;
let ending = newEnding();

/**
 * `florin/cypress/support`: import it in Cypress' support file. Each test then has a world of its own, and its pages reach
 * Florin under Stripe's hosts.
 *
 *     florin.world().then(({ key }) => cy.request('POST', '/test/use-key', { key }));
 *     florin.advance('2d');
 *     florin.waitForEvent('payment_intent.succeeded').then((event) => expect(event.data.object).to.have.property('id'));
 */
export const florin = {
  /** The keys of this test's world; give them to the server and the pages under test. */
  world: (): Chain<CypressWorld> => task('florin:world', ending),
  /** Moves the clock of this test's world forward by a duration such as `5m` or `30d`. */
  advance: (by: string): Chain<null> => task('florin:advance', { ending, by }),
  /** Waits for an event of this type whose object contains `where`, for 5 seconds or `timeoutMs`. */
  waitForEvent: (
    type: string,
    { where = {}, timeoutMs = EVENT_TIMEOUT_MS }: { where?: Record<string, unknown>; timeoutMs?: number } = {},
  ): Chain<{ id: string; type: string; data: { object: Record<string, unknown> } }> =>
    task('florin:waitForEvent', { ending, type, where, timeoutMs }, { timeout: timeoutMs + SPARE_MS }),
};

/** Sends requests for Stripe's hosts to the Florin at `url` until the end of the test. */
export function routeStripe(url: string): void {
  cy().intercept(STRIPE_HOSTS, (request) => {
    if (isMeasurement(request.url)) return request.reply(204);
    request.url = atFlorin(request.url, url);
    // Florin refuses requests for hosts that are not its own.
    request.headers.host = new URL(url).host;
    if (request.resourceType === 'document') Object.assign(request.headers, sourceAtFlorin(request.headers, url));
  });
}

// Outside of Cypress, such as in an editor, there are no hooks.
globals.beforeEach?.(() => {
  ending = newEnding();
  routeStripe(String(globals.Cypress?.env('FLORIN_URL')));
});

function task<Result>(name: string, argument: unknown, options?: { timeout: number }): Chain<Result> {
  return cy().task(name, argument, options);
}

function cy(): NonNullable<CypressGlobals['cy']> {
  if (!globals.cy) throw new Error('florin/cypress/support works in Cypress only. Import it in its support file.');
  return globals.cy;
}

function newEnding(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
