import type { Answered, Json } from '../client.ts';
import type { Ledger } from '../kill-shop.ts';

/** The fields of shops' objects that are compared, and their lists. */
const LISTS = ['/v1/payment_intents', '/v1/refunds', '/v1/customers'] as const;
const PAGE = 100;
/** More objects than any shop creates. */
const MOST_OBJECTS = 100_000;

/** Requests that their clients gave up without knowing the outcome. */
export interface Open {
  /** Paths of objects that these requests may have changed. */
  readonly changed: ReadonlySet<string>;
  /** Idempotency-Keys of objects that these requests may have created. */
  readonly made: ReadonlySet<string>;
}

export const NOTHING_OPEN: Open = { changed: new Set(), made: new Set() };

/**
 * Compares each object with the last response to its shop, and looks for objects without a response. Returns how many
 * were compared.
 */
export async function compareWithResponses(
  get: (path: string) => Promise<Answered>,
  ledger: Ledger,
  { changed, made }: Open,
  wrong: (what: string) => void,
): Promise<number> {
  for (const what of ledger.wrong) wrong(what);
  for (const [path, response] of ledger.objects) {
    const { status, body } = await get(path);
    if (status !== 200) wrong(`${path} was acknowledged, and now returns ${status}`);
    else if (!changed.has(path) && String(body.status) !== String(response.status))
      wrong(`${path} was acknowledged as ${response.status}, and is ${body.status}`);
    else if (!changed.has(path) && shown(body) !== shown(response))
      wrong(`${path} was acknowledged as ${shown(response)}, and is ${shown(body)}`);
  }
  for (const [charge, { captured, refunded }] of ledger.charges) {
    const { body } = await get(`/v1/charges/${charge}`);
    if (changed.has(`/v1/payment_intents/${body.payment_intent}`)) continue;
    if (body.amount_captured !== captured || body.amount_refunded !== refunded)
      wrong(
        `${charge}: acknowledged as ${captured} captured and ${refunded} refunded; ` +
          `it is ${body.amount_captured} and ${body.amount_refunded}`,
      );
  }
  for (const list of LISTS) {
    for (const object of await all(get, list)) {
      // Refunds that Florin creates for released authorizations have no key.
      const { key } = object.metadata as Json;
      if (typeof key === 'string' && !ledger.objects.has(`${list}/${object.id}`) && !made.has(key))
        wrong(`${list}/${object.id} exists, but its request was rejected`);
    }
  }
  return ledger.objects.size + ledger.charges.size;
}

/** Fields that only the client changes. Others change with time, for example when a refund is settled. */
const FIELDS = ['amount', 'amount_received', 'amount_capturable', 'latest_charge', 'description', 'name', 'metadata'];

function shown(object: Json): string {
  return JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, object[field]])));
}

async function all(get: (path: string) => Promise<Answered>, list: string): Promise<Json[]> {
  const found: Json[] = [];
  while (found.length < MOST_OBJECTS) {
    const last = found.at(-1);
    const { body } = await get(`${list}?limit=${PAGE}${last ? `&starting_after=${last.id}` : ''}`);
    found.push(...((body.data as Json[] | undefined) ?? []));
    if (body.has_more !== true) return found;
  }
  throw new Error(`${list} does not end`);
}
