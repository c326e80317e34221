import { isIP } from 'node:net';
import type Stripe from 'stripe';
import { invalidRequest } from '../kernel/errors.ts';
import { isCollectedByPlatform } from './controller.ts';
import { overlay } from './overlay.ts';
import type { Account } from './type.ts';

type Given = Stripe.AccountUpdateParams.TosAcceptance;

const AGREEMENTS = ['full', 'recipient'];
/** Clocks of callers may be ahead by a day. */
const LATEST_SECONDS = 86_400;

/**
 * Applies the `tos_acceptance` of a call. Throws if the owner of the account has to accept the terms, for an agreement
 * that does not exist, and for a date in the future.
 */
export function withAcceptance(account: Account, given: Given | undefined, now: number): Account {
  if (given === undefined) return account;
  const { date, ip, service_agreement: agreement } = given;
  if (!isCollectedByPlatform(account) && (date !== undefined || ip !== undefined)) {
    throw invalidRequest(
      'You cannot accept the Terms of Service on behalf of accounts where controller[requirement_collection]=stripe, which includes Standard and Express accounts.',
      { code: 'tos_acceptance_on_behalf_not_allowed', param: 'tos_acceptance' },
    );
  }
  if (agreement !== undefined && !AGREEMENTS.includes(agreement)) {
    throw invalidRequest(`Invalid service agreement: ${agreement}. Use full or recipient.`, {
      param: 'tos_acceptance[service_agreement]',
    });
  }
  if (date !== undefined && date > now + LATEST_SECONDS) {
    throw invalidRequest('The date of acceptance is in the future. Send the time when the terms were accepted.', {
      param: 'tos_acceptance[date]',
    });
  }
  if (ip && isIP(ip) === 0) {
    throw invalidRequest(`Invalid IP address: ${ip}`, { param: 'tos_acceptance[ip]' });
  }
  return { ...account, tos_acceptance: overlay(account.tos_acceptance ?? {}, given) };
}

/** True under the agreement for accounts that only receive transfers, which asks for less. */
export function isRecipient({ tos_acceptance: accepted }: Account): boolean {
  return accepted?.service_agreement === 'recipient';
}
