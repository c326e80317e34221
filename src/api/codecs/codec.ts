import type { ContractType, HashType } from '../../contract/contract.ts';
import type { StripeError } from '../../kernel/errors.ts';
import type { ApiRequest } from '../http.ts';

/** The parameters of an operation. */
export interface ParamsContract {
  readonly params: HashType;
  /** True if it answers a page of a list of v2. */
  readonly isPageOfV2: boolean;
}

/** The encoding of one namespace of the API: its parameters, errors and pages. */
export interface Codec {
  /** The version of a request, by its `Stripe-Version` header and its account's version. */
  version(header: string | undefined, accountVersion: string): string;
  /** The headers that name the account to act for. */
  readonly accountHeaders: readonly string[];
  /** The methods whose effect an Idempotency-Key limits to one. */
  readonly idempotentMethods: readonly string[];
  /** True if an idempotency key replays a refused request's error; else the request is tried again. */
  readonly replaysRefusals: boolean;
  /**
   * Reads the parameters of a request and validates them against the contract; `also` are further ones that it
   * accepts. Throws 400 for any that are wrong.
   */
  readParams(
    request: ApiRequest,
    contract: ParamsContract,
    also: Readonly<Record<string, ContractType>>,
    /** Receives what was sent, before it is validated. */
    onText?: (text: string) => void,
  ): Promise<Record<string, unknown>>;
  /** The body of a refusal. Its quotes of the request contain no secrets. */
  errorBody(refusal: StripeError): Readonly<Record<string, unknown>>;
  /** True if it sends results as they are. */
  readonly sendsResults: boolean;
  /** The body of a result, which is a copy of the caller's own. `request` is the one that it answers. */
  resultBody(result: object, request: ApiRequest): object;
}
