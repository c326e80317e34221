import type { Account } from '../../accounts/type.ts';
import { accountLinks } from './type.ts';

/** The path of a link to hosted onboarding. Its last segment, which is part of the link's id, is the only credential. */
export function linkPath(account: string, kind: 's' | 'e' | 'c', link: string): string {
  return `/setup/${kind}/${account}/${link.slice(accountLinks.prefix.length + 1)}`;
}

/** The id of the link whose path ends with a code. */
export function linkOfCode(code: string): string {
  return `${accountLinks.prefix}_${code}`;
}

/** The segment of a link's path that names the kind of account, as in Stripe's. */
export function kindOf({ controller }: Account): 's' | 'e' | 'c' {
  switch (controller?.stripe_dashboard?.type) {
    case 'full':
      return 's';
    case 'express':
      return 'e';
    default:
      return 'c';
  }
}
