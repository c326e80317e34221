import { describe, expect, it } from 'vitest';
import { refuseNotYet } from '../../../src/kernel/not-yet.ts';

const refused = (params: object, ...parts: Parameters<typeof refuseNotYet>[1]) => {
  try {
    refuseNotYet(params, parts);
    return undefined;
  } catch (error) {
    return (error as { detail: { param: string } }).detail.param;
  }
};

describe('a part of a call that is not built', () => {
  it.each([
    ['a parameter', { transfer_data: { destination: 'acct_1' } }, 'transfer_data'],
    ['a parameter in a hash', { evidence: { appeal: { reason: 'x' } } }, 'evidence[appeal]'],
    ['a parameter in a hash of a hash', { a: { b: { c: 1 } } }, 'a[b][c]'],
    ['a value', { mode: 'subscription' }, 'mode=subscription'],
    ['a value in a hash', { liability: { type: 'account' } }, 'liability[type]=account'],
  ])('is rejected by its name: %s', (_what, params, part) => {
    expect(refused(params, part)).toBe(part);
  });

  it('is rejected by the name in its declaration', () => {
    const part = { given: 'invoice_creation[enabled]', param: 'invoice_creation' };
    expect(refused({ invoice_creation: { enabled: true } }, part)).toBe('invoice_creation');
  });

  it.each([
    ['is left out', {}],
    ['is empty', { hooks: '' }],
    ['is false', { hooks: false }],
    ['has a name that every object has', { hooks: undefined }],
  ])('passes when it %s', (_what, params) => {
    expect(refused(params, 'hooks', 'hooks[inputs]', 'hooks=on', 'constructor', 'toString[name]')).toBeUndefined();
  });

  it('passes when another value is given', () => {
    expect(refused({ mode: 'payment' }, 'mode=subscription')).toBeUndefined();
  });
});
