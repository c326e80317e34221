import type { Context } from 'hono';
import { endSubscription } from '../../billing/subscriptions/cancel.ts';
import { earliestEnd, isEnded, type Subscription, subscriptions } from '../../billing/subscriptions/type.ts';
import { updateSubscription } from '../../billing/subscriptions/update.ts';
import type { Context as Decision } from '../../kernel/context.ts';
import { coupons } from '../../products/coupons/type.ts';
import { fill } from '../../shared/texts/fill.ts';
import { amountText, dayText } from '../format.ts';
import { html } from '../html.ts';
import { notFound } from '../problems.ts';
import { seeOther } from '../respond.ts';
import { complete } from './complete.ts';
import { decide } from './load-portal.ts';
import { stepDocument } from './portal-document.ts';
import type { PortalEnv } from './portal-env.ts';
import { isEnding } from './subscriptions.ts';

/** The longest comment that is read from a form, in characters. */
const LONGEST_COMMENT = 500;

/** The customer's subscription of a page's address, locked; undefined if it is not theirs or has ended. */
export async function ownSubscription(
  context: Decision,
  customer: string,
  id: string,
): Promise<Subscription | undefined> {
  await context.lock(id);
  const found = await context.work.get(subscriptions, id);
  return found?.customer === customer && !isEnded(found) ? found : undefined;
}

/** Asks whether to cancel, and why; with the merchant's offer to stay if the flow has one. */
export async function showCancel(c: Context<PortalEnv>): Promise<Response> {
  const { texts, portal } = c.var;
  const { cancel: words } = texts.portal;
  const { enabled, mode, cancellation_reason: reason } = portal.configuration.features.subscription_cancel;
  const found = await decide(c, async (context, { customer, session }) => {
    const subscription = await ownSubscription(context, customer.id, c.req.param('subscription') ?? '');
    const offer = session.flow?.subscription_cancel?.retention?.coupon_offer?.coupon;
    return subscription && { subscription, coupon: offer ? await context.work.get(coupons, offer) : undefined };
  });
  if (!enabled || !found || isEnding(found.subscription)) return notFound(texts);
  const { subscription, coupon } = found;
  const day = dayText(earliestEnd(subscription) * 1000, texts.locale);
  const reasons: Readonly<Record<string, string>> = words.reasons;
  const discount = coupon?.percent_off
    ? `${coupon.percent_off} %`
    : coupon?.amount_off && amountText(coupon.amount_off, coupon.currency ?? subscription.currency, texts.locale);
  const content = html`<p>${mode === 'immediately' ? words.now : fill(words.atEnd, { day })}</p>
  ${
    discount &&
    html`<form method="post" class="fields"><p>${fill(words.offer, { discount })}</p><button name="accept" value="true">${words.accept}</button></form>`
  }
  <form method="post" class="fields">
    ${
      reason.enabled &&
      html`<fieldset class="fields"><legend>${words.why}</legend>${reason.options.map(
        (option) =>
          html`<div class="check"><input type="radio" id="${option}" name="feedback" value="${option}"><label for="${option}">${reasons[option] ?? option}</label></div>`,
      )}</fieldset>
      <div><label for="comment">${words.comment}</label><textarea id="comment" name="comment" rows="3" maxlength="${LONGEST_COMMENT}"></textarea></div>`
    }
    <button>${words.link}</button>
  </form>`;
  return stepDocument(texts, portal, { title: words.title, content });
}

/** Cancels the subscription as the configuration wants it, or accepts the offer to stay. */
export async function submitCancel(c: Context<PortalEnv>): Promise<Response> {
  const form = new URLSearchParams(await c.req.text());
  const { enabled, mode, proration_behavior: proration } = c.var.portal.configuration.features.subscription_cancel;
  const done = await decide(c, async (context, { customer, session, configuration }) => {
    const current = await ownSubscription(context, customer.id, c.req.param('subscription') ?? '');
    if (!enabled || !current) return false;
    const offer = session.flow?.subscription_cancel?.retention?.coupon_offer?.coupon;
    if (form.has('accept') && offer) {
      const kept = current.discounts.map((discount) => ({ discount }));
      await updateSubscription(context, current, { discounts: [...kept, { coupon: offer }] });
      return true;
    }
    const { options } = configuration.features.subscription_cancel.cancellation_reason;
    const feedback = options.find((option) => option === form.get('feedback'));
    const comment = form.get('comment')?.trim().slice(0, LONGEST_COMMENT);
    const details = { ...(feedback && { feedback }), ...(comment && { comment }) };
    if (mode === 'immediately') {
      await endSubscription(context, current, {
        reason: 'cancellation_requested',
        details,
        prorate: proration !== 'none',
        invoiceNow: proration === 'always_invoice',
      });
    } else {
      await updateSubscription(context, current, { cancel_at_period_end: true, cancellation_details: details });
    }
    return true;
  });
  return done ? complete(c) : notFound(c.var.texts);
}

/** Takes a cancellation back before it takes effect. */
export async function keepSubscription(c: Context<PortalEnv>): Promise<Response> {
  const { enabled } = c.var.portal.configuration.features.subscription_cancel;
  const done = await decide(c, async (context, { customer }) => {
    const current = await ownSubscription(context, customer.id, c.req.param('subscription') ?? '');
    if (!enabled || !current || !isEnding(current)) return false;
    await updateSubscription(
      context,
      current,
      current.cancel_at_period_end ? { cancel_at_period_end: false } : { cancel_at: '' },
    );
    return true;
  });
  return done ? seeOther(c.var.portal.base) : notFound(c.var.texts);
}
