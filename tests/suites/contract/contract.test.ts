import { describe, expect, test } from 'vitest';
import {
  allOperations,
  apiVersions,
  type ContractType,
  eventTypes,
  findOperation,
  type HashType,
  objectNames,
  paramsOf,
  resourceShape,
} from '../../../src/contract/contract.ts';

describe('finding an operation', () => {
  test('by method and path, with the parameters of the path', () => {
    const found = findOperation('POST', '/v1/payment_intents/pi_123/confirm');
    expect(found?.operation.id).toBe('POST /v1/payment_intents/{intent}/confirm');
    expect(found?.operation.result).toEqual({ kind: 'object', objects: ['payment_intent'] });
    expect(found?.pathParams).toEqual({ intent: 'pi_123' });
  });

  test('a literal segment wins over a parameter', () => {
    expect(findOperation('GET', '/v1/customers/search')?.operation.id).toBe('GET /v1/customers/search');
    expect(findOperation('GET', '/v1/customers/cus_1')?.operation.id).toBe('GET /v1/customers/{customer}');
  });

  test('every method of a path is its own operation', () => {
    expect(findOperation('DELETE', '/v1/customers/cus_1')?.operation.result.objects).toEqual(['deleted_customer']);
    expect(findOperation('PUT', '/v1/customers/cus_1')).toBeUndefined();
  });

  test('ids are percent-decoded, and broken escapes are left alone', () => {
    expect(findOperation('GET', '/v1/coupons/20%25%20off')?.pathParams).toEqual({ coupon: '20% off' });
    expect(findOperation('GET', '/v1/coupons/20%')?.pathParams).toEqual({ coupon: '20%' });
  });

  test('unknown paths are not found', () => {
    for (const path of ['/', '/v1', '/v1/', '/v1/customers/', '/v1/unicorns', '/v1/customers/a/b/c', '/v1/__proto__']) {
      expect(findOperation('GET', path), path).toBeUndefined();
    }
  });

  test('every operation is found by its own path', () => {
    for (const operation of allOperations()) {
      const path = operation.path.replace(/\{(\w+)\}/g, 'id_$1');
      expect(findOperation(operation.method, path)?.operation.id).toBe(operation.id);
    }
    expect(allOperations().length).toBe(649);
  });
});

describe('parameters', () => {
  test('have types', () => {
    const create = paramsOf('POST /v1/payment_intents');
    expect(create.required).toEqual(new Set(['amount', 'currency']));
    expect(create.fields.get('amount')).toEqual({ kind: 'integer' });
    expect(create.fields.get('capture_method')).toEqual({
      kind: 'enum',
      values: ['automatic', 'automatic_async', 'manual'],
    });
    expect(create.fields.get('metadata')).toEqual({ kind: 'metadata' });
    expect(paramsOf('POST /v1/coupons').fields.get('percent_off')).toEqual({ kind: 'number' });
    expect(paramsOf('POST /v1/coupons').fields.get('redeem_by')).toEqual({ kind: 'timestamp' });
    expect(paramsOf('POST /v1/prices').fields.get('unit_amount_decimal')).toEqual({ kind: 'decimal' });
    expect(paramsOf('POST /v1/customers/{customer}').fields.get('metadata')).toEqual({
      kind: 'metadata',
      emptyable: true,
    });
  });

  test('of API v1 always include expand', () => {
    for (const { id, path } of allOperations()) {
      if (path.startsWith('/v1/'))
        expect(paramsOf(id).fields.get('expand'), id).toEqual({ kind: 'list', of: { kind: 'string' } });
    }
  });

  test('accept a card wherever they accept a payment method', () => {
    const data = paramsOf('POST /v1/payment_intents').fields.get('payment_method_data') as HashType;
    expect((data.fields.get('card') as HashType).fields.has('cvc')).toBe(true);
    expect((data.fields.get('type') as ContractType & { values: string[] }).values).toContain('card');
  });
});

describe('objects', () => {
  test('declare which fields are required, nullable, or expandable ids', () => {
    const shape = resourceShape('payment_intent');
    expect(shape?.required.has('amount')).toBe(true);
    expect(shape?.required.has('hooks')).toBe(false);
    expect(shape?.fields.get('latest_charge')).toEqual({ kind: 'expandable', names: ['charge'], nullable: true });
    expect(shape?.fields.get('customer')).toEqual({
      kind: 'expandable',
      names: ['customer', 'deleted_customer'],
      nullable: true,
    });
    expect(resourceShape('charge')?.fields.get('refunds')).toEqual({
      kind: 'list_object',
      of: { kind: 'object', names: ['refund'] },
      nullable: true,
    });
  });

  test('exist for every result of every operation', () => {
    const missing = allOperations().flatMap(({ id, result }) =>
      result.objects.filter((name) => !resourceShape(name)).map((name) => `${id}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('exist for every name that another object uses', () => {
    const named = new Set<string>();
    const visit = (type: ContractType): void => {
      if (type.kind === 'object' || type.kind === 'expandable') for (const name of type.names) named.add(name);
      if (type.kind === 'hash') type.fields.forEach(visit);
      if (type.kind === 'union') type.of.forEach(visit);
      if (type.kind === 'list' || type.kind === 'map' || type.kind === 'list_object') visit(type.of);
    };
    for (const name of objectNames()) visit(resourceShape(name) as HashType);
    expect([...named].filter((name) => !objectNames().has(name))).toEqual([]);
  });

  test('do not exist for other names', () => {
    for (const name of ['unicorn', '', '../params/accounts', '__proto__'])
      expect(resourceShape(name), name).toBeUndefined();
  });
});

test('versions and event types are listed', () => {
  expect(apiVersions()[0]).toBe('2011-01-01');
  expect(apiVersions().at(-1)).toBe('2026-10-28.endive');
  expect(eventTypes()).toContain('payment_intent.succeeded');
  expect(new Set(eventTypes()).size).toBe(eventTypes().length);
});
