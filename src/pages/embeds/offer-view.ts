import type { Offer } from '../../checkout/embeds/show.ts';
import { fill } from '../../shared/texts/fill.ts';
import { amountText } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { perPeriod } from '../period.ts';

/** The price of an offer, as `$10.00 per month`. */
function priceOf(texts: Texts, { price }: Offer): Html {
  const { unit_amount: amount, currency, recurring } = price;
  if (price.custom_unit_amount) return html`<p>${texts.embeds.chosen}</p>`;
  if (amount === null || recurring?.usage_type === 'metered') return html`<p>${texts.portal.byUsage}</p>`;
  const per = recurring && html` <small>${perPeriod(texts, recurring)}</small>`;
  return html`<p class="price">${amountText(amount, currency, texts.locale)}${per}</p>`;
}

/** The link that opens Checkout in the whole window, named after the link's submit type. */
export function offerButton({ embeds: words }: Texts, offer: Offer, query: string): Html {
  const { submit_type: type, url } = offer.link;
  const byType: Readonly<Record<string, string>> = {
    book: words.book,
    donate: words.donate,
    pay: words.pay,
    subscribe: words.subscribe,
  };
  const label = byType[type] ?? (offer.price.recurring ? words.subscribe : words.buy);
  return html`<a class="button" target="_top" href="${url}${query}" aria-label="${label}: ${offer.product.name}">${label}</a>`;
}

/** A product with its price, features and button. */
export function offerCard(texts: Texts, offer: Offer, query: string): Html {
  const { product, link, isHighlighted } = offer;
  const days = link.subscription_data?.trial_period_days;
  return html`<article class="panel offer" aria-label="${product.name}">
  <h2>${product.name}${isHighlighted && html` <span class="badge">${texts.embeds.popular}</span>`}</h2>
  ${product.description && html`<p class="soft">${product.description}</p>`}
  ${priceOf(texts, offer)}
  ${days && html`<p>${fill(texts.embeds.trial, { days: String(days) })}</p>`}
  ${offerButton(texts, offer, query)}
  ${
    product.marketing_features.length > 0 &&
    html`<ul>${product.marketing_features.map(({ name }) => html`<li>${name}</li>`)}</ul>`
  }
</article>`;
}
