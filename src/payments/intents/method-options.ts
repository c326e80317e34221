import { notYet } from '../../kernel/not-yet.ts';

/** Returns the options of a `payment_method_options` parameter, by type. */
export type GivenOptions = Readonly<Record<string, unknown>> | '' | null | undefined;

/**
 * An intent's `payment_method_options`: the defaults of its types, over them what it had (`current`) and what the
 * caller set now.
 */
export function layOptions(
  types: readonly string[],
  set: GivenOptions,
  current: object | null | undefined,
  defaultsOf: (type: string) => object,
): Record<string, object> {
  const before = (current ?? {}) as Record<string, object>;
  const given = (set || {}) as Record<string, object | ''>;
  return Object.fromEntries(
    types.map((type) => {
      const change = given[type];
      const defaults = defaultsOf(type);
      return [type, change === '' ? defaults : withChanges({ ...defaults, ...before[type] }, defaults, change, type)];
    }),
  );
}

/** Options that are never returned: those of a single attempt, a declaration of the merchant's, and the only network. */
const NOT_SHOWN: readonly string[] = [
  'code',
  'cvc_token',
  'moto',
  'networks',
  'three_d_secure',
  'tos_shown_and_accepted',
];

/** Options with changes laid over them; '' sets one back to its default. */
function withChanges(options: object, defaults: object, change: object | undefined, type: string): object {
  if (change === undefined) return options;
  const under = `payment_method_options[${type}]`;
  const changed = new Map(Object.entries(options));
  for (const [name, value] of Object.entries(change)) {
    const unset = (defaults as Record<string, unknown>)[name];
    if (NOT_SHOWN.includes(name)) continue;
    if (value === '' && unset === undefined) changed.delete(name);
    else if (value === '') changed.set(name, unset);
    else if (name === 'installments') changed.set(name, installments(value, under));
    else if (name === 'mandate_options') changed.set(name, { ...NO_MANDATE[type], ...value });
    else changed.set(name, value);
  }
  return Object.fromEntries(changed);
}

/** The options of a mandate that a call leaves out, by type. Only Indian cards use those of cards; others store them. */
const NO_MANDATE: Readonly<Record<string, object>> = {
  blik: { expires_at: null, type: null },
  acss_debit: { interval_description: null, payment_schedule: null, transaction_type: null },
  card: { description: null, end_date: null, interval_count: null, supported_types: null },
  payto: {
    amount: null,
    amount_type: null,
    end_date: null,
    payment_schedule: null,
    payments_per_period: null,
    purpose: null,
  },
};

/** The `installments` of a card. No test card has a plan; one can still come with a confirmation token. */
function installments(requested: { enabled?: boolean; plan?: unknown }, under: string): object {
  if (requested.plan) throw notYet(`${under}[installments][plan]`);
  return { available_plans: [], enabled: requested.enabled ?? false, plan: null };
}
