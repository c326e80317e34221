import { expect, test } from 'vitest';
import { shownFields, storedJson } from '../../../src/kernel/stored-json.ts';

function shown(object: object): unknown {
  const fields = shownFields(storedJson({ id: 'pi_1', object: 'payment_intent', ...object }));
  return fields === undefined ? undefined : JSON.parse(`${fields}}`);
}

const entity = { id: 'pi_1', object: 'payment_intent' };

test('what is shown of an object is found in its JSON without parsing it', () => {
  expect(shown({ amount: 5 })).toEqual({ ...entity, amount: 5 });
  expect(shown({ amount: 5, internal: { token: 'tok_1' } })).toEqual({ ...entity, amount: 5 });
  expect(shown({ internal: {} })).toEqual(entity);
  expect(shown({ internal: { deeper: { internal: { secret: 'x' } } } })).toEqual(entity);
});

test('stored JSON is JSON of the whole object', () => {
  const object = { ...entity, name: 'ü, "internal":{} }', internal: { token: 'tok_1', none: undefined } };
  expect(JSON.parse(storedJson(object))).toEqual({ ...object, internal: { token: 'tok_1' } });
});

test('text that looks like the mark of internal data is text', () => {
  const name = 'a, "internal":{"b":1}}';
  expect(shown({ name, internal: { token: 'tok_1' } })).toEqual({ ...entity, name });
  expect(shown({ name, metadata: { ', "internal":': name } })).toEqual({
    ...entity,
    name,
    metadata: { ', "internal":': name },
  });
});

test('an object has to be parsed if internal data is inside of what is shown', () => {
  expect(shown({ items: [{ id: 'si_1', internal: { position: 1 } }], internal: {} })).toBeUndefined();
  expect(shown({ internal: { token: 'tok_1' }, status: 'succeeded' })).toBeUndefined();
  expect(shownFields('{"id":"pi_1","internal":{"token":"tok_1"}}')).toBeUndefined();
});
