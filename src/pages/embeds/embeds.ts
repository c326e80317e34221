import { Hono } from 'hono';
import { intervalOf } from '../../checkout/embeds/interval.ts';
import { buttonOffer, type Offer, tableOffers } from '../../checkout/embeds/show.ts';
import { respondEmbedded } from '../embed-document.ts';
import { type Html, html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import type { PageEnv } from '../page-env.ts';
import { perPeriod } from '../period.ts';
import { offerButton, offerCard } from './offer-view.ts';
import { linkQuery, loadFrame } from './visitor.ts';

/** The frames of `<stripe-pricing-table>` and `<stripe-buy-button>`. */
export const embedPages = new Hono<PageEnv>()
  .get('/pricing-table/:table{prctbl_[A-Za-z0-9]{1,64}}', async (c) => {
    const id = c.req.param('table');
    const offers = await loadFrame(c, id, (context, secret) => tableOffers(context, id, secret));
    if (offers instanceof Response) return offers;
    const { texts } = c.var;
    const tabs = Map.groupBy(offers, ({ price }) => intervalOf(price));
    const asked = c.req.query('interval') ?? '';
    const [first = ''] = tabs.keys();
    const chosen = tabs.has(asked) ? asked : first;
    const shown = tabs.get(chosen) ?? [];
    const { searchParams: query } = new URL(c.req.url);
    const address = (interval: string) => {
      query.set('interval', interval);
      return `?${query}`;
    };
    const body = html`${tabs.size > 1 && tabList(texts, tabs, chosen, address)}
    ${shown.length === 0 && html`<p role="status">${texts.embeds.none}</p>`}
    <div class="offers">${shown.map((offer) => offerCard(texts, offer, linkQuery(c)))}</div>`;
    return respondEmbedded({ language: texts.locale, title: texts.embeds.title, body });
  })
  .get('/buy-button/:button{buy_btn_[A-Za-z0-9]{1,64}}', async (c) => {
    const id = c.req.param('button');
    const found = await loadFrame(c, id, (context, secret) => buttonOffer(context, id, secret));
    if (found instanceof Response) return found;
    const { texts } = c.var;
    const { layout, offer } = found;
    const body = (layout === 'card' ? offerCard : offerButton)(texts, offer, linkQuery(c));
    return respondEmbedded({ language: texts.locale, title: offer.product.name, body });
  });

/** Links to the offers of each interval: they work without a script, and the browser's keys reach them. */
function tabList(
  texts: Texts,
  tabs: ReadonlyMap<string, readonly Offer[]>,
  chosen: string,
  address: (interval: string) => string,
): Html {
  const links = [...tabs].map(([interval, [offer]]) => {
    const isChosen = interval === chosen;
    const label = offer?.price.recurring ? perPeriod(texts, offer.price.recurring) : texts.embeds.once;
    return html`<a class="${isChosen ? 'button' : 'button quiet'}" href="${address(interval)}" aria-current="${isChosen ? 'true' : 'false'}">${label}</a>`;
  });
  return html`<nav class="intervals" aria-label="${texts.embeds.intervals}">${links}</nav>`;
}
