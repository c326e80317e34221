import type { Context } from 'hono';
import { returnUrl } from '../../payments/actions/return-url.ts';
import type { Html } from '../html.ts';
import { respond } from '../respond.ts';
import type { ActionEnv } from './action-env.ts';
import { challengeView, issuerView } from './challenge-view.ts';
import { depositsView } from './deposits-view.ts';
import { closedView, displayView } from './display-view.ts';
import { outcomeView } from './outcome-view.ts';
import { asksPhone, callingCode, payerOf } from './phone.ts';
import { approvePageView, approveView, phoneView } from './wallet-views.ts';

/** Shows the customer's page in its current state. */
export function show(c: Context<ActionEnv>): Response {
  const { action } = c.var;
  const allowances = {
    ...framing(c),
    returnUrl: action.intent.internal.returnUrl,
    script: isOverlay(c),
    frames: isOverlay(c),
  };
  return respond(viewOf(c), 200, allowances);
}

function viewOf(c: Context<ActionEnv>): Html {
  const { action, texts } = c.var;
  const { intent, kind, outcome } = action;
  const over = isOverlay(c);
  if (outcome !== null) return outcomeView(texts, action, { outcome, back: over ? null : returnUrl(intent), over });
  if (kind === 'three_d_secure') {
    const { pathname, search } = new URL(c.req.url);
    return over && c.req.query('issuer') !== undefined
      ? issuerView(texts, `${pathname}${search.replace('&issuer=true', '')}`)
      : challengeView(texts, action, { over, search });
  }
  if (kind === 'microdeposits') return depositsView(texts, action, { wrong: false });
  if (kind === 'display') {
    const isClosed = c.req.query('window') === 'closed';
    return isClosed ? closedView(texts, action) : displayView(texts, action, { path: c.req.path, over });
  }
  if (!asksPhone(action)) return approvePageView(texts, action);
  const digits = c.req.query('ending') ?? '';
  if (/^\d{2}$/.test(digits)) return approveView(texts, action, { path: c.req.path, digits });
  return phoneView(texts, action, { code: callingCode(null, payerOf(intent, texts)) });
}

/**
 * True if Stripe.js shows the page over the merchant's: the address of a challenge is then the one in `use_stripe_sdk`,
 * that of a code or voucher names the window.
 */
export function isOverlay(c: Context<ActionEnv>): boolean {
  return c.req.query('source_redirect_slug') !== undefined || c.req.query('window') !== undefined;
}

/** Merchants' pages may frame an issuer's challenge, and a code or voucher as a window; never a wallet's page. */
export function framing(c: Context<ActionEnv>): { framed: boolean } {
  const { kind } = c.var.action;
  return { framed: kind === 'three_d_secure' || (kind === 'display' && isOverlay(c)) };
}
