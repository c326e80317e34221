import type { FlowAddress } from '../../connect/account-links/visit.ts';
import type { Applicant } from '../../connect/onboarding/steps.ts';
import type { Brand } from '../branding/brand.ts';
import type { PageEnv } from '../page-env.ts';

/** The data of a flow's pages. */
export interface Flow {
  readonly world: string;
  readonly address: FlowAddress;
  readonly applicant: Applicant;
  readonly brand: Brand;
  /** The path of the flow, before a step's name. */
  readonly base: string;
}

/** The context of handlers behind a flow's address: its account is loaded. */
export interface FlowEnv extends PageEnv {
  Variables: PageEnv['Variables'] & { readonly flow: Flow };
}
