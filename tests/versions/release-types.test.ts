import { describe, expect, test } from 'vitest';
import { downgradeResponse } from '../../src/api/versions/chain.ts';
import type { Json, JsonObject } from '../../src/api/versions/change.ts';
import { readRelease, type TypedHash } from './release-types.ts';
import { asSent } from './samples/shared.ts';
import { samples } from './samples.ts';

/** The official libraries that are installed and the versions they are made for. */
const RELEASES = [
  ['stripe-10', '2022-08-01'],
  ['stripe-12', '2022-11-15'],
  ['stripe-13', '2023-08-16'],
  ['stripe-14', '2023-10-16'],
  ['stripe-15', '2024-04-10'],
  ['stripe-16', '2024-06-20'],
  ['stripe-17', '2025-02-24.acacia'],
  ['stripe-18', '2025-08-27.basil'],
  ['stripe-19', '2025-10-29.clover'],
  ['stripe-20', '2026-02-25.clover'],
  ['stripe-21', '2026-03-25.dahlia'],
  ['stripe-22', '2026-08-26.dahlia'],
  ['stripe', '2026-10-28.endive'],
] as const;

/** The file of an object's types and the names its interface has had, newest first. */
const INTERFACES: Readonly<Record<string, readonly [file: string, ...names: string[]]>> = {
  balance: ['Balance', 'Balance'],
  balance_transaction: ['BalanceTransactions', 'BalanceTransaction'],
  card: ['Cards', 'Card'],
  charge: ['Charges', 'Charge'],
  confirmation_token: ['ConfirmationTokens', 'ConfirmationToken'],
  customer: ['Customers', 'Customer'],
  dispute: ['Disputes', 'Dispute'],
  event: ['Events', 'EventBase', 'Event'],
  mandate: ['Mandates', 'Mandate'],
  payment_intent: ['PaymentIntents', 'PaymentIntent'],
  payment_method: ['PaymentMethods', 'PaymentMethod'],
  refund: ['Refunds', 'Refund'],
  setup_attempt: ['SetupAttempts', 'SetupAttempt'],
  setup_intent: ['SetupIntents', 'SetupIntent'],
  token: ['Tokens', 'Token'],
  webhook_endpoint: ['WebhookEndpoints', 'WebhookEndpoint'],
};

/** Not in these libraries yet. */
const LATER = new Set([
  'confirmation_token in stripe-10',
  'confirmation_token in stripe-12',
  'confirmation_token in stripe-13',
]);

/**
 * Where the API answered otherwise than the libraries say: fields that only the answers have, fields that came or went
 * without a library, and refunds, which types promise though they are hidden unless expanded.
 */
const ANSWERED_OTHERWISE = [
  /^card\.(email|phone|wallet) is unknown$/,
  /^charge\.(amount_updates|destination|dispute|order) is unknown$/,
  /^charge\.refunds is missing$/,
  /^dispute\.balance_transaction is unknown$/,
  /^payment_intent\.latest_charge is unknown$/,
  /\.customer_account is unknown$/,
  /\bcard\.display_brand is missing$/,
  /\bcard\.generated_from is unknown$/,
];

const lookup = { include: async () => undefined };

describe.each(RELEASES)('%s at %s', (packageName, version) => {
  const known = Object.keys(INTERFACES).filter((object) => !LATER.has(`${object} in ${packageName}`));
  test.each(known)('%s', async (object) => {
    const [file, ...names] = INTERFACES[object] ?? [''];
    const answer = asSent(await downgradeResponse(samples()[object] as JsonObject, version, lookup));
    const found = differences(answer, readRelease(packageName, file, names), object);
    expect(found.filter((difference) => !ANSWERED_OTHERWISE.some((pattern) => pattern.test(difference)))).toEqual([]);
  });
});

/** Fields that the types do not know, and fields that they promise and are not there. */
function differences(object: JsonObject, type: TypedHash, path: string): string[] {
  const found: string[] = [];
  for (const name of Object.keys(object)) if (!type.fields.has(name)) found.push(`${path}.${name} is unknown`);
  for (const [name, field] of type.fields) {
    const value = object[name];
    if (value === undefined) {
      if (!field.optional) found.push(`${path}.${name} is missing`);
    } else if (field.hash) {
      for (const hash of hashesIn(value)) found.push(...differences(hash, field.hash, `${path}.${name}`));
    }
  }
  return found;
}

function hashesIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(hashesIn);
  return typeof value === 'object' && value !== null && value.object === undefined ? [value] : [];
}
