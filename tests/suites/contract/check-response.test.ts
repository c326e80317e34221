import { describe, expect, test } from 'vitest';
import { checkResponse } from '../../support/check-response.ts';

const balance = {
  object: 'balance',
  available: [{ amount: 100, currency: 'usd', source_types: { card: 100 } }],
  livemode: false,
  pending: [],
  refund_and_dispute_prefunding: { available: [], pending: [] },
};

const link = {
  id: 'link_1',
  object: 'file_link',
  created: 1,
  expired: false,
  expires_at: null,
  file: 'file_1',
  livemode: false,
  metadata: {},
  url: null,
};

const page = { object: 'list', data: [link], has_more: false, url: '/v1/file_links' };

describe('a response is compared with the contract', () => {
  test('without a difference', () => {
    expect(checkResponse(link)).toEqual([]);
    expect(checkResponse(page)).toEqual([]);
    expect(checkResponse({ id: 'cus_1', object: 'customer', deleted: true })).toEqual([]);
  });

  test('for fields that are missing or unknown', () => {
    const { url, ...rest } = link;
    expect(checkResponse({ ...rest, colour: url })).toEqual([
      'file_link.url: field missing',
      'file_link.colour: unknown field',
    ]);
  });

  test('for wrong types and nulls', () => {
    expect(checkResponse({ ...link, created: '1' })).toEqual(['file_link.created: not a timestamp']);
    expect(checkResponse({ ...link, expired: null })).toEqual(['file_link.expired: null']);
    expect(checkResponse({ ...link, metadata: { a: 1 } })).toEqual(['file_link.metadata.a: not a string']);
    expect(checkResponse({ ...balance, pending: {} })).toContain('balance.pending: not a list');
  });

  test('inside expanded objects, lists and events', () => {
    expect(checkResponse({ ...link, file: { object: 'file' } })).toContain('file_link.file(file).id: field missing');
    expect(checkResponse({ ...link, file: { object: 'charge' } })).toEqual(['file_link.file: not a file']);
    expect(checkResponse({ ...page, data: [{ ...link, id: 1 }] })).toEqual([
      'list.data[0](file_link).id: not a string',
    ]);
    const event = {
      id: 'evt_1',
      object: 'event',
      api_version: null,
      created: 1,
      data: { object: { ...link, id: 1 } },
      livemode: false,
      pending_webhooks: 0,
      request: null,
      type: 'file.created',
    };
    expect(checkResponse(event)).toEqual(['event.data.object(file_link).id: not a string']);
  });

  test('for a name that the contract lacks', () => {
    expect(checkResponse({ object: 'unicorn' })).toEqual(['unicorn: no object is called unicorn']);
    expect(checkResponse({ ...link, object: 'list' })).toContain('list.data: field missing');
  });
});
