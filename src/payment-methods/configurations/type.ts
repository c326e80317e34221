import type { Context } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';
import { invalidRequest, resourceMissing, type StripeError } from '../../kernel/errors.ts';

/** Types that a merchant turned on or off; other types use their module's default. */
export type Switches = Readonly<Record<string, boolean>>;

/** The payment methods that a merchant offers. The returned object is built from the stored switches. */
export interface Configuration extends Entity {
  readonly object: 'payment_method_configuration';
  readonly name: string;
  readonly active: boolean;
  readonly internal: { readonly switches: Switches };
}

export const configurations: ResourceType<Configuration> = {
  object: 'payment_method_configuration',
  prefix: 'pmc',
  noun: 'payment method configuration',
  idParam: 'configuration',
};

/** The id of the configuration that every account has. */
export function defaultConfigurationId({ account }: Pick<Context, 'account'>): string {
  return configurationOf(account.id);
}

/** The id of the default configuration of the account with an id. */
export function configurationOf(account: string): string {
  return `${configurations.prefix}_${account.slice('acct_'.length)}`;
}

/** Inputs of the selection of payment methods: the merchant's country, and preferences of one of their configurations. */
export interface Merchant {
  readonly country: string;
  readonly switches: Switches;
  readonly configuration: string;
}

/**
 * The merchant's settings for selections, from the configuration `given` or the default one. A concurrent change does
 * not block a payment. Throws for a configuration that does not exist or is inactive.
 */
export async function merchantOf(context: Context, given?: string): Promise<Merchant> {
  const standard = defaultConfigurationId(context);
  const configuration = given ?? standard;
  const found = await context.work.peek(configurations, configuration);
  if (configuration !== standard && !found?.active) throw unusable(configuration, found);
  return { country: context.account.country, switches: found?.internal.switches ?? {}, configuration };
}

function unusable(id: string, found: Configuration | undefined): StripeError {
  const param = 'payment_method_configuration';
  if (!found) return resourceMissing(configurations.noun, id, param, 400);
  return invalidRequest(`The payment method configuration '${id}' is not active. Activate it, or use another one.`, {
    param,
  });
}

/** The configuration of an intent's next selection: the one that a call names, or the one before. */
export function configurationFor(
  intent: { readonly payment_method_configuration_details: { readonly id: string } | null },
  params: { readonly payment_method_configuration?: string | undefined },
): string | undefined {
  return params.payment_method_configuration ?? intent.payment_method_configuration_details?.id;
}
