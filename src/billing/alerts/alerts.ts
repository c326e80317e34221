import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { checkNamed } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { meters } from '../meters/type.ts';
import { MOST_ALERTS } from './trigger.ts';
import { type Alert, alerts } from './type.ts';

/** The longest title, in characters: https://docs.stripe.com/api/billing/alert/create */
const LONGEST_TITLE = 256;

async function createAlert(context: Context, params: Stripe.Billing.AlertCreateParams): Promise<Alert> {
  const { work } = context;
  const { alert_type, title, usage_threshold: threshold } = params;
  if (threshold === undefined) throw parameterMissing('usage_threshold');
  if (title.trim() === '' || title.length > LONGEST_TITLE) {
    throw invalidRequest(`A title has between 1 and ${LONGEST_TITLE} characters.`, { param: 'title' });
  }
  const { gte, recurrence, filters = [] } = threshold;
  if (gte < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'usage_threshold[gte]',
    });
  }
  const { id: meter } = await work.require(meters, threshold.meter, 'usage_threshold[meter]');
  if (filters.length > 1) {
    throw invalidRequest('An alert has at most one filter.', { param: 'usage_threshold[filters]' });
  }
  for (const { customer } of filters) {
    if (customer === undefined) throw parameterMissing('usage_threshold[filters][0][customer]');
    await work.require(customers, customer, 'usage_threshold[filters][0][customer]');
  }
  const present = await work.list(alerts, { by: `meter/${meter}`, limit: MOST_ALERTS });
  if (present.length >= MOST_ALERTS) {
    throw invalidRequest(`A meter has at most ${MOST_ALERTS} alerts.`, { param: 'usage_threshold[meter]' });
  }
  return work.insert(alerts, {
    id: work.newId(alerts.prefix),
    object: 'billing.alert',
    alert_type,
    livemode: false,
    status: 'active',
    title,
    usage_threshold: {
      filters: filters.length === 0 ? null : filters.map(({ customer = null, type }) => ({ customer, type })),
      gte,
      meter,
      recurrence,
    },
  });
}

/** The statuses that an alert can be changed from, by the one that it then has. */
const BEFORE = { active: ['inactive'], inactive: ['active'], archived: ['active', 'inactive'] } as const;

async function change({ work }: Context, id: string, status: keyof typeof BEFORE): Promise<Alert> {
  const alert = await work.require(alerts, id);
  if (BEFORE[status].some((before) => before === alert.status)) return work.save<Alert>({ ...alert, status });
  throw invalidRequest(`The alert \`${id}\` is ${alert.status}, so it cannot become ${status}.`);
}

export const alertResource = resource(alerts, {
  collection: '/v1/billing/alerts',
  item: '/v1/billing/alerts/{id}',
  create: createAlert,
  retrieve: true,
  async list({ alert_type, meter }, context) {
    await checkNamed(context, meters, meter, 'meter');
    return { where: { alert_type, meter, is_archived: false } };
  },
  operations: [
    operation('POST /v1/billing/alerts/{id}/activate', (context, _params, { id }) => change(context, id, 'active')),
    operation('POST /v1/billing/alerts/{id}/deactivate', (context, _params, { id }) => change(context, id, 'inactive')),
    operation('POST /v1/billing/alerts/{id}/archive', (context, _params, { id }) => change(context, id, 'archived')),
  ],
});
