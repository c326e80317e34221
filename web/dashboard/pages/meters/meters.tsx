import { pagesOf } from '../../parts/objects/pages.tsx';
import type { ObjectSpec } from '../../parts/objects/spec.ts';
import type { Meter } from './type.ts';
import { Usage } from './usage.tsx';

const spec: ObjectSpec<Meter> = {
  folder: 'meters',
  path: '/v1/billing/meters',
  topics: ['products', 'meters'],
  parent: { path: 'subscriptions', text: ({ words }) => words.subscriptions.title },
  words: ({ words }) => words.meters,
  titleOf: ({ display_name: name }) => name,
  stateOf: ({ status }, { words }) => ({
    tone: status === 'active' ? 'good' : 'over',
    text: status === 'active' ? words.products.active : words.meters.inactive,
  }),
  columns: [
    {
      key: 'event',
      label: ({ words }) => words.meters.eventName,
      show: ({ event_name: name }) => <span class="mono">{name}</span>,
    },
    {
      key: 'formula',
      label: ({ words }) => words.meters.formula,
      show: ({ default_aggregation: { formula } }, { words }) => words.meters.formulas[formula],
    },
  ],
  facts: [
    {
      key: 'customer',
      label: ({ words }) => words.meters.customerKey,
      show: ({ customer_mapping: { event_payload_key: key } }) => <span class="mono">{key}</span>,
    },
    {
      key: 'value',
      label: ({ words }) => words.meters.valueKey,
      show: ({ value_settings: { event_payload_key: key } }) => <span class="mono">{key}</span>,
    },
  ],
  fields: [
    { name: 'display_name', label: ({ words }) => words.common.name },
    { name: 'event_name', label: ({ words }) => words.meters.eventName, placeholder: 'api_requests' },
    {
      name: 'default_aggregation[formula]',
      label: ({ words }) => words.meters.formula,
      choices: ({ words }) => Object.entries(words.meters.formulas),
      initial: 'sum',
    },
  ],
  actions: [
    {
      key: 'deactivate',
      label: ({ words }) => words.meters.deactivate,
      isOffered: ({ status }) => status === 'active',
      call: ({ id }) => ({ method: 'POST', path: `/v1/billing/meters/${id}/deactivate` }),
    },
    {
      key: 'reactivate',
      label: ({ words }) => words.meters.reactivate,
      isOffered: ({ status }) => status !== 'active',
      call: ({ id }) => ({ method: 'POST', path: `/v1/billing/meters/${id}/reactivate` }),
    },
  ],
  More: Usage,
};

export const { List, Form, Detail } = pagesOf(spec);
