import type { PageEnv } from '../page-env.ts';
import type { PendingAction } from './load-action.ts';

/** The context of handlers behind a payer's address: its action is loaded. */
export interface ActionEnv extends PageEnv {
  Variables: PageEnv['Variables'] & { readonly action: PendingAction };
}
