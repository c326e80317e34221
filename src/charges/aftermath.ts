import { type AccountAftermath, triggerRequirements } from '../accounts/trigger.ts';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import type { Aftermath } from '../network/type.ts';
import { openDisputes } from './disputes/open.ts';
import { warn } from './early-fraud-warnings/warn.ts';
import type { Charge, ChargeInternal } from './type.ts';

/** The consequence that will follow a payment, stored with its charge: a dispute, a warning, or one for the account. */
export function aftermathOf(aftermath: Aftermath | null): Pick<ChargeInternal, 'aftermath'> {
  return aftermath === null ? {} : { aftermath };
}

function isOfAccount(aftermath: Aftermath): aftermath is AccountAftermath {
  return aftermath.startsWith('account_');
}

/** Has the consequence of a payment happen, once the response has been rendered. */
export function followUp(context: Context, charge: Charge, aftermath: Aftermath): void {
  context.afterRender(() => {
    if (isOfAccount(aftermath)) return followUpOnAccount(context, charge, aftermath);
    if (aftermath === 'early_fraud_warning') return warn(context, charge.id);
    return openDisputes(context, charge.id, aftermath);
  });
}

/** Happens to the account that takes the payment, or for which it is taken; nothing happens to a platform itself. */
async function followUpOnAccount(context: Context, charge: Charge, aftermath: AccountAftermath): Promise<void> {
  const account = idOf(charge.on_behalf_of) ?? context.work.connected;
  if (account !== null) await triggerRequirements(context, account, aftermath);
}
