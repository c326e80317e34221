import { expect, test } from 'vitest';
import { MAX_FORM_DEPTH, MAX_FORM_LENGTH, MAX_FORM_PARAMETERS } from '../../src/api/codecs/decode-form.ts';
import { MOST_PARTS } from '../../src/api/codecs/multipart-parts.ts';
import { BUILT } from '../support/declared.ts';
import { type Harness, withFlorin } from '../support/harness.ts';

/** The longest refusal, in characters: it quotes only the beginning of what was sent. */
const LONGEST_REFUSAL = 10_000;
const LONG = 'x'.repeat(100_000);

type Operation = (typeof BUILT)[number];
interface Oversized {
  readonly form?: string;
  readonly id?: string;
  readonly headers?: Record<string, string>;
  /** The statuses of a refusal. */
  readonly refusals: readonly number[];
}

const names = (operation: Operation) => [...operation.params().fields.keys()];
const pairs = (all: readonly string[], value: string) => all.map((name) => `${name}=${value}`).join('&');

/** Ways to send too much, by name. Without parameters some of them have nothing to send. */
const WAYS: Readonly<Record<string, (operation: Operation) => Oversized>> = {
  'a body that is too long': () => ({ form: `x=${'y'.repeat(MAX_FORM_LENGTH)}`, refusals: [400, 413] }),
  'too many parameters': () => ({ form: pairs(Array(MAX_FORM_PARAMETERS + 1).fill('x'), 'y'), refusals: [400, 404] }),
  'parameters that are too deep': () => ({ form: `x${'[y]'.repeat(MAX_FORM_DEPTH + 1)}=z`, refusals: [400, 404] }),
  'a name that is too long': () => ({ form: `${LONG}=x`, refusals: [400, 404] }),
  'values that are too long': (operation) => ({
    form: `${pairs(names(operation), LONG.slice(0, 10_000))}&x=${LONG}`,
    refusals: [400, 404],
  }),
  'lists that are too long': (operation) => ({
    form: `${pairs(
      names(operation).flatMap((name) => Array<string>(80).fill(`${name}[]`)),
      'x'.repeat(100),
    )}&x[]=y`,
    refusals: [400, 404],
  }),
  'hashes that are too large': (operation) => ({
    form: `${names(operation)
      .map((name) =>
        pairs(
          Array.from({ length: 80 }, (_, n) => `${name}[key${n}]`),
          'x'.repeat(100),
        ),
      )
      .join('&')}&x[y]=z`,
    refusals: [400, 404],
  }),
  'an id that is too long': () => ({ id: LONG, form: 'x=y', refusals: [400, 404] }),
  'an idempotency key that is too long': () => ({
    headers: { 'idempotency-key': LONG },
    form: 'x=y',
    refusals: [400, 404],
  }),
  'a version that is too long': () => ({ headers: { 'stripe-version': LONG }, refusals: [400, 404] }),
  'an account that is too long': () => ({ headers: { 'stripe-account': LONG }, refusals: [403] }),
  'a user agent that is too long': () => ({ headers: { 'user-agent': LONG }, form: 'x=y', refusals: [400, 404] }),
  'a key that is too long': () => ({ headers: { authorization: `Bearer sk_test_${LONG}` }, refusals: [401] }),
  'too many parts': () => ({
    headers: { 'content-type': 'multipart/form-data; boundary=part' },
    form: `${'--part\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n'.repeat(MOST_PARTS + 1)}--part--\r\n`,
    refusals: [400, 404],
  }),
};

async function send({ call }: Harness, { id }: Operation, { id: pathId = 'x_none', form, headers }: Oversized) {
  const [method = '', template = ''] = id.split(' ');
  return call(method, template.replace(/\{\w+\}/g, pathId), form, headers ? { headers } : {});
}

test.each(Object.keys(WAYS))('every operation refuses %s, in few words', (way) =>
  withFlorin(async (harness) => {
    for (const operation of BUILT) {
      const oversized = WAYS[way]?.(operation);
      if (!oversized) throw new Error(`There is no way ${way}.`);
      const { status, body } = await send(harness, operation, oversized);
      const shown = `${operation.id} ${status} ${JSON.stringify(body).slice(0, 500)}`;
      expect(oversized.refusals, shown).toContain(status);
      // The errors of v1, of v2 and of OAuth.
      expect(body.error.type ?? body.error.code ?? body.error, shown).toMatch(
        /^(invalid_request_error|invalid_fields|idempotency_error|invalid_(client|request|grant))$|^account_invalid$/,
      );
      expect(JSON.stringify(body).length, shown).toBeLessThan(LONGEST_REFUSAL);
    }
  }),
);
