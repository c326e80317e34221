import type { Context } from '../../kernel/context.ts';
import type { Signal } from '../../methods/method.ts';
import type { Decline } from '../../network/type.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { unlessDeclined } from '../intents/unless-declined.ts';
import { attempt } from './attempt.ts';
import type { SetupIntent } from './type.ts';

const ACTIONS = { authorized: 'succeeded', failed: 'failed', expired: 'expired' } as const;

/** Moves a setup on whose payer has authenticated or not, or has not in time. */
export async function payerActedOnSetup(
  context: Context,
  intent: SetupIntent,
  method: PaymentMethod,
  signal: Signal,
  because?: Decline,
): Promise<void> {
  await unlessDeclined(() =>
    attempt(context, intent, method, {
      useStripeSdk: false,
      grant: null,
      action: ACTIONS[signal],
      ...(because && { because }),
    }),
  );
}
