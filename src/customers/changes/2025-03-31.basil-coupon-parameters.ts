import type { ContractType } from '../../contract/contract.ts';
import type { VersionChange } from '../../kernel/version-change.ts';

const given: ContractType = { kind: 'string', emptyable: true };
const request = { accepts: { coupon: given, promotion_code: given } };

/** Handlers still accept the parameters; only the newest contract dropped them. */
export const couponsOfCustomers: VersionChange = {
  version: '2025-03-31.basil',
  description: 'Requests for customers no longer accept `coupon` and `promotion_code`.',
  request: { 'POST /v1/customers': request, 'POST /v1/customers/{customer}': request },
};
