import { customers } from '../../../customers/type.ts';
import { idOf } from '../../../kernel/entity.ts';
import { invalidRequest, parameterMissing } from '../../../kernel/errors.ts';
import { resource } from '../../../kernel/resource.ts';
import { defaultConfiguration } from '../configurations/create.ts';
import { portalConfigurations } from '../configurations/type.ts';
import { readFlow } from './flow.ts';
import { portalSessions, SECRET_CHARACTERS, sessionPath } from './type.ts';

/** Seconds in which an address can be opened for the first time. */
export const OPENS_SECONDS = 5 * 60;

export const portalSessionResource = resource(portalSessions, {
  collection: '/v1/billing_portal/sessions',
  async create(context, params) {
    const { work, caller } = context;
    if (params.customer === undefined) throw parameterMissing('customer');
    const customer = await work.require(customers, params.customer, 'customer');
    await work.onClock(idOf(customer.test_clock ?? null));
    const named = params.configuration;
    const configuration = named
      ? await work.require(portalConfigurations, named, 'configuration')
      : await defaultConfiguration(context);
    if (!configuration.active) {
      throw invalidRequest(`The configuration \`${configuration.id}\` is inactive. Use an active one.`, {
        param: 'configuration',
      });
    }
    const id = work.newId(portalSessions.prefix);
    const secret = work.newSecret(SECRET_CHARACTERS);
    const session = work.insert(portalSessions, {
      id,
      object: 'billing_portal.session',
      configuration: configuration.id,
      created: work.now,
      customer: customer.id,
      customer_account: null,
      flow: await readFlow(context, customer.id, configuration, params.flow_data),
      livemode: false,
      locale: params.locale ?? null,
      on_behalf_of: null,
      return_url: params.return_url ?? configuration.default_return_url,
      url: `${caller.baseUrl}${sessionPath(id, secret, work.account)}`,
      internal: { secret, expiresAt: work.worldNow + OPENS_SECONDS },
    });
    work.emit('billing_portal.session.created', session);
    return session;
  },
  options: {
    create: {
      notYet: [
        'after_expiration',
        'customer_account',
        'on_behalf_of',
        'flow_data[type]=subscription_pause',
        'flow_data[subscription_pause]',
      ],
    },
  },
});
