import { isEnded, type Subscription } from '../../billing/subscriptions/type.ts';
import type { Context as Decision } from '../../kernel/context.ts';
import { products } from '../../products/products/type.ts';
import { fill } from '../../shared/texts/fill.ts';
import { amountText, dayText } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { perPeriod } from '../period.ts';
import type { Portal } from './portal-env.ts';

/** A subscription as the portal shows it. */
export interface ShownSubscription {
  readonly subscription: Subscription;
  /** The names of the products that it is for. */
  readonly names: readonly string[];
}

/** Loads what is shown of subscriptions; ended ones are left out. */
export async function shownSubscriptions(
  { work }: Decision,
  found: readonly Subscription[],
): Promise<ShownSubscription[]> {
  const shown: ShownSubscription[] = [];
  for (const subscription of found.filter((one) => !isEnded(one))) {
    const names: string[] = [];
    for (const { price } of subscription.items.data) {
      names.push((await work.get(products, price.product))?.name ?? price.product);
    }
    shown.push({ subscription, names });
  }
  return shown;
}

/** Price of a subscription in a period, as `$10.00 per month`. */
export function priceText(texts: Texts, subscription: Subscription): string {
  const { portal: words, locale } = texts;
  return subscription.items.data
    .map(({ price, quantity = 1 }) => {
      if (price.unit_amount === null || price.recurring?.usage_type === 'metered') return words.byUsage;
      const amount = amountText(price.unit_amount * quantity, price.currency, locale);
      return `${amount} ${perPeriod(texts, price.recurring ?? { interval: 'month', interval_count: 1 })}`;
    })
    .join(' + ');
}

/** True if the customer can switch it to another plan: of one item of a fixed price, without another change that waits. */
export function isSwitchable({ items, pending_update: pending, schedule, status }: Subscription): boolean {
  const [item, ...others] = items.data;
  const isPlain = item?.price.recurring?.usage_type === 'licensed' && others.length === 0;
  return isPlain && pending === null && schedule === null && (status === 'active' || status === 'trialing');
}

/** True if it ends by itself, because it was canceled. */
export function isEnding({ cancel_at: at, cancel_at_period_end: atEnd }: Subscription): boolean {
  return at !== null || atEnd;
}

/** The panel of a customer's subscriptions, with what can be done about each. */
export function subscriptionsPanel(texts: Texts, portal: Portal, shown: readonly ShownSubscription[]): Html {
  const { portal: words } = texts;
  if (shown.length === 0) {
    return html`<section><h2>${words.subscriptions}</h2><div class="panel"><p class="soft">${words.noSubscriptions}</p></div></section>`;
  }
  return html`<section><h2>${words.subscriptions}</h2>${shown.map((one) => subscriptionView(texts, portal, one))}</section>`;
}

function subscriptionView(texts: Texts, { base, configuration }: Portal, shown: ShownSubscription): Html {
  const { portal: words } = texts;
  const { subscription, names } = shown;
  const { subscription_cancel: cancel, subscription_update: update } = configuration.features;
  const at = `${base}/subscriptions/${subscription.id}`;
  const name = names.join(', ');
  const ending = isEnding(subscription);
  const links: Html[] = [];
  if (update.enabled && isSwitchable(subscription) && !ending)
    links.push(html`<a href="${at}/update" aria-label="${words.update.link}: ${name}">${words.update.link}</a>`);
  if (cancel.enabled && !ending)
    links.push(html`<a href="${at}/cancel" aria-label="${words.cancel.link}: ${name}">${words.cancel.link}</a>`);
  return html`<div class="panel"><h3>${name}</h3><p>${priceText(texts, subscription)}</p>
  <p class="soft">${stateText(texts, subscription)}</p>
  ${cancel.enabled && ending && html`<form method="post" action="${at}/keep"><button class="quiet" aria-label="${words.cancel.undo}: ${name}">${words.cancel.undo}</button></form>`}
  ${links.length > 0 && html`<p class="hint">${links.map((link, index) => html`${index > 0 && ' · '}${link}`)}</p>`}</div>`;
}

function stateText({ portal: words, locale }: Texts, subscription: Subscription): string {
  const day = (moment: number) => dayText(moment * 1000, locale);
  const { status, cancel_at: cancelAt, trial_end: trialEnd } = subscription;
  if (cancelAt !== null) return fill(words.ends, { day: day(cancelAt) });
  if (status === 'trialing' && trialEnd !== null) return fill(words.trialEnds, { day: day(trialEnd) });
  if (status === 'past_due' || status === 'unpaid' || status === 'incomplete') return words.unpaid;
  if (status === 'paused') return words.paused;
  return fill(words.renews, { day: day(Math.min(...subscription.items.data.map((item) => item.current_period_end))) });
}
