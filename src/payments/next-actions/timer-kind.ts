import type { Intent } from '../intents/intent.ts';

/** The kind of timer that ends the page an intent waits on. */
export function actionTimer({ object }: Pick<Intent, 'object'>): `${Intent['object']}.action_expires` {
  return `${object}.action_expires`;
}

/** The kind of timer by which a payer of test mode acts by themselves. */
export function payerTimer({ object }: Pick<Intent, 'object'>): `${Intent['object']}.payer_acts` {
  return `${object}.payer_acts`;
}
