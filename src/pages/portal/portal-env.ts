import type { PortalVisit } from '../../billing/portal/sessions/visit.ts';
import type { PageEnv } from '../page-env.ts';

/** The facts of a portal's pages. */
export interface Portal extends PortalVisit {
  /** The account of the merchant. */
  readonly account: string;
  readonly merchant: string;
  /** The address of the portal's first page. */
  readonly base: string;
}

/** The context of handlers behind a session's address. */
export interface PortalEnv extends PageEnv {
  Variables: PageEnv['Variables'] & { readonly portal: Portal };
}
