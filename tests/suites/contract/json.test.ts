import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeJson } from '../../../src/api/codecs/decode-json.ts';
import { jsonNotation } from '../../../src/api/codecs/json-notation.ts';
import { validateParams } from '../../../src/api/validate.ts';
import {
  allOperations,
  type ContractOperation,
  type ContractType,
  type HashType,
  paramsOf,
} from '../../../src/contract/contract.ts';
import { StripeError } from '../../../src/kernel/errors.ts';

const OPERATIONS = allOperations().filter(({ method, path }) => method === 'POST' && path.startsWith('/v2/'));

function read({ id }: ContractOperation, body: unknown): Record<string, unknown> {
  return validateParams(paramsOf(id), decodeJson(JSON.stringify(body)), { notation: jsonNotation });
}

/** Returns every parameter of a hash with a value of its type. */
function sampleOf({ fields }: HashType): Record<string, unknown> {
  return Object.fromEntries([...fields].map(([name, type]) => [name, valueFor(type)]));
}

function valueFor(type: ContractType): unknown {
  switch (type.kind) {
    case 'hash':
      return sampleOf(type);
    case 'list':
      return [valueFor(type.of)];
    case 'map':
      return { key: valueFor(type.of) };
    case 'metadata':
      return { key: 'value', gone: null };
    case 'union':
      return type.of[0] && valueFor(type.of[0]);
    case 'enum':
      return type.values[0];
    case 'integer':
    case 'timestamp':
      return 7;
    case 'number':
      return 7.5;
    case 'boolean':
      return false;
    case 'decimal':
      return '7.5';
    case 'int64':
      return '9007199254740993';
    case 'string':
      if (type.url) return 'https://shop.example';
      if (type.format) return type.format === 'email' ? 'jenny@example.com' : 'US';
      return 'text';
    default:
      return 'text';
  }
}

describe('parameters in JSON', () => {
  test('equal the sent values, for every parameter of every operation of v2', () => {
    expect(OPERATIONS.length).toBeGreaterThan(40);
    for (const operation of OPERATIONS) {
      const sample = sampleOf(paramsOf(operation.id));
      expect({ id: operation.id, params: read(operation, sample) }).toEqual({ id: operation.id, params: sample });
    }
  });

  test('may be null if they are optional, and are reported missing if not', () => {
    for (const operation of OPERATIONS) {
      const { fields, required } = paramsOf(operation.id);
      for (const name of fields.keys()) {
        const sample = { ...sampleOf(paramsOf(operation.id)), [name]: null };
        if (required.has(name)) expect(() => read(operation, sample)).toThrow(`Missing required param: ${name}.`);
        else expect(read(operation, sample)[name]).toBeNull();
      }
    }
  });

  test('of any shape are accepted or rejected with 400', () => {
    const operation = fc.constantFrom(...OPERATIONS);
    const anyValue = fc.jsonValue({ maxDepth: 3 });
    const body = operation.chain((chosen) =>
      fc.tuple(
        fc.constant(chosen),
        fc.dictionary(fc.constantFrom('__proto__', 'unknown', ...paramsOf(chosen.id).fields.keys()), anyValue),
      ),
    );
    fc.assert(
      fc.property(body, ([chosen, params]) => {
        try {
          read(chosen, params);
        } catch (error) {
          expect(error).toBeInstanceOf(StripeError);
          expect((error as StripeError).status).toBe(400);
        }
      }),
    );
  });
});
