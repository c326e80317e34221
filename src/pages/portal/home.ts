import type { Context } from 'hono';
import { type Invoice, invoices } from '../../billing/invoices/type.ts';
import { subscriptions } from '../../billing/subscriptions/type.ts';
import { idOf } from '../../kernel/entity.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import { fill } from '../../shared/texts/fill.ts';
import { amountText, dayText, machineTime } from '../format.ts';
import { type Child, type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { seeOther } from '../respond.ts';
import { decide } from './load-portal.ts';
import { homeDocument } from './portal-document.ts';
import type { Portal, PortalEnv } from './portal-env.ts';
import { shownSubscriptions, subscriptionsPanel } from './subscriptions.ts';

/** The most invoices and payment methods that are shown. */
const MOST_ROWS = 24;

/** The page that a flow leads to. */
function stepOf(flow: NonNullable<Portal['session']['flow']>): string {
  const of = (subscription: string | undefined) => `subscriptions/${subscription}`;
  switch (flow.type) {
    case 'customer_update':
      return 'details';
    case 'subscription_cancel':
      return `${of(flow.subscription_cancel?.subscription)}/cancel`;
    case 'subscription_update':
      return `${of(flow.subscription_update?.subscription)}/update`;
    case 'subscription_update_confirm':
      return `${of(flow.subscription_update_confirm?.subscription)}/update/confirm`;
    default:
      return 'payment-methods/add';
  }
}

/** Leads into the session's flow, if it has one, else shows the portal. */
export function openPortal(c: Context<PortalEnv>): Response | Promise<Response> {
  const { session, base } = c.var.portal;
  return session.flow ? seeOther(`${base}/${stepOf(session.flow)}`) : showHome(c);
}

/** The whole portal: what its configuration has switched on. */
export async function showHome(c: Context<PortalEnv>): Promise<Response> {
  const { texts, portal } = c.var;
  const { features } = portal.configuration;
  const facts = await decide(c, async (context, { customer }) => {
    const { work } = context;
    const by = `customer/${customer.id}`;
    return {
      subscriptions: await shownSubscriptions(context, await work.list(subscriptions, { by, limit: MOST_ROWS })),
      methods: await work.list(paymentMethods, { by, limit: MOST_ROWS }),
      invoices: await work.list(invoices, { by, limit: MOST_ROWS }),
    };
  });
  const shown = (facts?.invoices ?? []).filter(({ status }) => status !== 'draft');
  return homeDocument(
    texts,
    portal,
    html`${subscriptionsPanel(texts, portal, facts?.subscriptions ?? [])}
  ${features.payment_method_update.enabled && methodsPanel(texts, portal, facts?.methods ?? [])}
  ${features.customer_update.enabled && detailsPanel(texts, portal)}
  ${features.invoice_history.enabled && invoicesPanel(texts, shown)}`,
  );
}

function panel(title: string, content: Child): Html {
  return html`<section><h2>${title}</h2><div class="panel">${content}</div></section>`;
}

function methodsPanel({ portal: words }: Texts, { base, customer }: Portal, methods: readonly PaymentMethod[]): Html {
  const standard = idOf(customer.invoice_settings.default_payment_method);
  const rows = methods.map((method) => {
    const isDefault = method.id === standard;
    const at = `${base}/payment-methods/${method.id}`;
    const name = methodName(method);
    const button = (change: string, text: string) =>
      html`<form method="post" action="${at}/${change}"><button class="quiet" aria-label="${text}: ${name}">${text}</button></form>`;
    return html`<div><dt>${name}${isDefault && html` <span class="badge">${words.isDefault}</span>`}</dt>
      <dd>${method.card && fill(words.expires, { date: `${method.card.exp_month}/${method.card.exp_year}` })}
      ${!isDefault && button('default', words.makeDefault)}${button('remove', words.removeMethod)}</dd></div>`;
  });
  return panel(words.methods, [
    methods.length === 0 ? html`<p class="soft">${words.noMethods}</p>` : html`<dl class="facts methods">${rows}</dl>`,
    html`<p class="hint"><a href="${base}/payment-methods/add">${words.addMethod}</a></p>`,
  ]);
}

/** As `visa •••• 4242`, or the name of its type. */
function methodName(method: PaymentMethod): string {
  if (method.card) return `${method.card.brand} •••• ${method.card.last4}`;
  return method.type.replaceAll('_', ' ');
}

function detailsPanel({ portal: words }: Texts, { base, customer }: Portal): Html {
  const { address } = customer;
  const lines = [address?.line1, address?.line2, address?.postal_code, address?.city, address?.country].filter(Boolean);
  const facts: [string, string | null | undefined][] = [
    [words.fields.name, customer.name],
    [words.fields.email, customer.email],
    [words.fields.phone, customer.phone],
    [words.fields.line1, lines.join(', ')],
  ];
  const known = facts.filter(([, value]) => value);
  return panel(words.details, [
    known.length > 0 &&
      html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
    html`<p class="hint"><a href="${base}/details">${words.editDetails}</a></p>`,
  ]);
}

function invoicesPanel({ portal: words, locale }: Texts, found: readonly Invoice[]): Html {
  if (found.length === 0) return panel(words.invoices, html`<p class="soft">${words.noInvoices}</p>`);
  const statuses: Readonly<Record<string, string>> = words.statuses;
  const rows = found.map(
    ({ created, total, currency, status, number, hosted_invoice_url: url }) => html`<tr>
      <td><time datetime="${machineTime(created * 1000)}">${dayText(created * 1000, locale)}</time></td>
      <td>${amountText(total, currency, locale)}</td><td>${statuses[status ?? ''] ?? status}</td>
      <td>${url && html`<a href="${url}" aria-label="${words.view} ${number}">${words.view}</a>`}</td></tr>`,
  );
  return panel(
    words.invoices,
    html`<table><thead><tr><th>${words.date}</th><th>${words.amount}</th><th>${words.status}</th><th><span class="unseen">${words.view}</span></th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}
