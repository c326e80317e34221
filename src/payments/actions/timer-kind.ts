import type { Intent } from '../intents/type.ts';

/** The kind of timer that ends the page an intent waits on. */
export function actionTimer({ object }: Pick<Intent, 'object'>): `${Intent['object']}.action_expires` {
  return `${object}.action_expires`;
}
