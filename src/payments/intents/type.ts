import type { ThreeDSecureResult } from '../../network/type.ts';

/** Attempt options that are stored but never returned (MOTO, CVC token, external 3-D Secure). */
export interface AttemptOptions {
  /** The order came by mail or telephone. */
  readonly moto?: true;
  /** The result of 3-D Secure at another provider. */
  readonly threeDSecure?: ThreeDSecureResult;
  /** The id of a token with the CVC of a saved card. */
  readonly cvcToken?: string;
  /** A code that the payer got from their bank's app. */
  readonly code?: string;
  /** A snapshot of the payer's browser. */
  readonly radarSession?: string;
}
