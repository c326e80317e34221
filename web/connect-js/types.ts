import type { AppearanceOptions, EmbeddedErrorType, IStripeConnectInitParams } from '@stripe/connect-js';
import type { CustomFontSource } from '@stripe/stripe-js';

export type { EmbeddedErrorType };

/** The arguments of `StripeConnect.init`: the official ones, and what the package adds to them. */
export type InitParams = IStripeConnectInitParams & {
  readonly metaOptions?: { readonly eagerClientSecretPromise?: Promise<string> };
};

/** The look of the components of one instance. */
export interface Look {
  readonly appearance: AppearanceOptions | undefined;
  readonly fonts: readonly CustomFontSource[];
  readonly displayOptions: IStripeConnectInitParams['displayOptions'];
}
