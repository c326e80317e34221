import type { FlowAddress } from '../../connect/account-links/visit.ts';
import type { Applicant } from '../../connect/onboarding/steps.ts';
import type { PageEnv } from '../page-env.ts';

/** The data of a flow's pages. */
export interface Flow {
  readonly world: string;
  readonly address: FlowAddress;
  readonly applicant: Applicant;
  /** The platform's name. */
  readonly platform: string;
  /** The path of the flow, before a step's name. */
  readonly base: string;
}

/** The context of handlers behind a flow's address: its account is loaded. */
export interface FlowEnv extends PageEnv {
  Variables: PageEnv['Variables'] & { readonly flow: Flow };
}
