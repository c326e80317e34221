import { customers } from '../../customers/type.ts';
import { parameterMissing } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { componentsOf } from './components.ts';
import { type CustomerSession, customerSessions } from './type.ts';

/** Lifetime of a customer session in seconds: https://docs.stripe.com/api/customer_sessions */
const LASTS_S = 30 * 60;
/** Characters of the secret after the session's own. */
const SECRET_LENGTH = 32;

/** Components of parts of the platform that Florin does not have: enabling one would show nothing. */
const NOT_BUILT = [
  'components[active_entitlements]',
  'components[customer_portal]',
  'components[customer_sheet]',
  'components[mobile_payment_element]',
] as const;

const createCustomerSession = operation(
  'POST /v1/customer_sessions',
  async (context, params) => {
    if (params.customer === undefined) throw parameterMissing('customer');
    const { work } = context;
    await work.require(customers, params.customer, 'customer');
    const id = work.newId(customerSessions.prefix);
    const { internal: _internal, ...session } = work.insert<CustomerSession>(customerSessions, {
      id,
      object: 'customer_session',
      client_secret: `cuss_secret_${id.slice('cuss_'.length)}${work.newSecret(SECRET_LENGTH)}`,
      components: componentsOf(params.components),
      created: work.now,
      customer: params.customer,
      customer_account: null,
      expires_at: work.now + LASTS_S,
      livemode: false,
      internal: {},
    });
    const { id: _id, ...shown } = session;
    return shown;
  },
  { notYet: ['customer_account', ...NOT_BUILT] },
);

export const customerSessionResource = resource(customerSessions, { operations: [createCustomerSession] });
