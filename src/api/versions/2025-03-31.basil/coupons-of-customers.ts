import type { ContractType } from '../../../contract/contract.ts';
import type { VersionChange } from '../change.ts';

const given: ContractType = { kind: 'string', emptyable: true };
const request = { accepts: { coupon: given, promotion_code: given } };

/** The handlers still take the parameters; it is the contract of the newest version that has lost them. */
export const couponsOfCustomers: VersionChange = {
  description: 'Customers are no longer given a coupon or a promotion code; what they buy is.',
  request: { 'POST /v1/customers': request, 'POST /v1/customers/{customer}': request },
};
