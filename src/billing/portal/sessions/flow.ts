import type { Context } from '../../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../../kernel/errors.ts';
import type { ParamsOf } from '../../../kernel/operation.ts';
import type { PortalConfiguration } from '../configurations/type.ts';
import type { PortalSession } from './type.ts';

type Flow = NonNullable<PortalSession['flow']>;
type FlowParams = NonNullable<ParamsOf<'POST /v1/billing_portal/sessions'>['flow_data']>;

/** The longest message after a flow, in characters. */
const LONGEST_MESSAGE = 500;

/** What a session leads its customer to, in place of the portal's first page; null for that. */
export async function readFlow(
  _context: Context,
  _customer: string,
  configuration: PortalConfiguration,
  params: FlowParams | undefined,
): Promise<Flow | null> {
  if (params === undefined) return null;
  const { type } = params;
  const { features } = configuration;
  const enabled: Readonly<Record<string, boolean>> = {
    customer_update: features.customer_update.enabled,
    payment_method_update: features.payment_method_update.enabled,
  };
  if (!enabled[type]) {
    throw invalidRequest(`The configuration \`${configuration.id}\` does not have the feature ${type} enabled.`, {
      param: 'flow_data[type]',
    });
  }
  return {
    after_completion: afterCompletion(params.after_completion),
    customer_update: type === 'customer_update' ? {} : null,
    subscription_cancel: null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type,
  };
}

function afterCompletion(params: FlowParams['after_completion']): Flow['after_completion'] {
  const type = params?.type ?? 'portal_homepage';
  const under = 'flow_data[after_completion]';
  if (type === 'redirect' && !params?.redirect) throw parameterMissing(`${under}[redirect]`);
  const message = params?.hosted_confirmation?.custom_message ?? null;
  if (message !== null && message.length > LONGEST_MESSAGE) {
    throw invalidRequest(`A message has at most ${LONGEST_MESSAGE} characters.`, {
      param: `${under}[hosted_confirmation][custom_message]`,
    });
  }
  return {
    hosted_confirmation: type === 'hosted_confirmation' ? { custom_message: message } : null,
    redirect: type === 'redirect' && params?.redirect ? { return_url: params.redirect.return_url } : null,
    type,
  };
}
