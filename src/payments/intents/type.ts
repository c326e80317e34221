import type { ThreeDSecureResult } from '../../network/type.ts';

/** What a merchant says of its attempts to charge a method or set it up, and is not shown again. */
export interface AttemptWords {
  /** The order came by mail or telephone. */
  readonly moto?: true;
  /** What came of 3-D Secure at another provider. */
  readonly threeDSecure?: ThreeDSecureResult;
  /** The id of a token with the CVC of a saved card. */
  readonly cvcToken?: string;
  /** A snapshot of the payer's browser. */
  readonly radarSession?: string;
}
