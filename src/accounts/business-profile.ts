import type Stripe from 'stripe';
import { invalidRequest } from '../kernel/errors.ts';
import { NO_ADDRESS } from './address.ts';
import { isCollectedByPlatform } from './controller.ts';
import { overlay } from './overlay.ts';
import type { Account } from './type.ts';

type Profile = Stripe.Account.BusinessProfile;
type Given = Stripe.AccountUpdateParams.BusinessProfile;

/** The category of a platform whose own is not set: computer software stores. */
const USUAL_MCC = '5734';

/** The profile of a new account. */
export const BLANK_PROFILE: Profile = {
  annual_revenue: null,
  estimated_worker_count: null,
  mcc: null,
  minority_owned_business_designation: null,
  name: null,
  product_description: null,
  specified_commercial_transactions_act_url: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};

/** Applies the `business_profile` of a call, and fills what follows from the rest of the account. */
export function withBusinessProfile(account: Account, given: Given | undefined): Account {
  const { mcc, support_email: email, support_address: address, ...shown } = given ?? {};
  if (mcc && !/^\d{4}$/.test(mcc)) {
    throw invalidRequest(`Invalid merchant category code: ${mcc}. Send four digits.`, {
      param: 'business_profile[mcc]',
    });
  }
  // Accounts are made with a profile.
  const current = account.business_profile as Profile;
  const profile: Profile = {
    ...overlay(current, shown),
    ...(address && { support_address: overlay({ ...NO_ADDRESS, ...current.support_address }, address) }),
    ...(email !== undefined && { support_email: email || null }),
    ...(mcc !== undefined && { mcc: mcc || null }),
  };
  return {
    ...account,
    business_profile: {
      ...profile,
      // An account whose platform vouches for it sells what the platform sells.
      mcc: profile.mcc ?? (isCollectedByPlatform(account) && given !== undefined ? USUAL_MCC : null),
    },
  };
}
