import { money } from '../../shared/money.ts';
import type { Texts } from '../../texts/texts.ts';
import { BACK } from '../handles.ts';
import type { Host } from '../host.ts';
import type { OpenCheckout } from '../use-payment-page.ts';
import { Lines } from './lines.tsx';
import { OptionalItems } from './optional-items.tsx';
import { Promotion } from './promotion.tsx';
import { Totals } from './totals.tsx';

const HEADINGS = { payment: 'summary.pay', subscription: 'summary.subscribe', setup: 'summary.setup' } as const;

/** The merchant and the order. */
export function Summary(props: { checkout: OpenCheckout; texts: Texts; host: Host }) {
  const { checkout, texts, host } = props;
  const { page } = checkout;
  const { t, tag } = texts;
  const business = page.merchant.branding.display_name;
  return (
    <>
      {!host.embedded && <Merchant checkout={checkout} texts={texts} host={host} />}
      <h1 class="Summary-what">{t(HEADINGS[page.mode], { business })}</h1>
      {page.mode !== 'setup' && <p class="Summary-amount">{money(page.totals.total, page.currency, tag)}</p>}
      {page.lines.length > 0 && (
        <section aria-label={t('summary.heading')}>
          <Lines checkout={checkout} texts={texts} host={host} />
          <OptionalItems checkout={checkout} texts={texts} />
          <Totals page={page} texts={texts}>
            <Promotion checkout={checkout} texts={texts} host={host} />
          </Totals>
        </section>
      )}
    </>
  );
}

/** The link back, and the merchant's logo and name. */
function Merchant({ checkout, texts: { t }, host }: { checkout: OpenCheckout; texts: Texts; host: Host }) {
  const { cancel_url: back, merchant, livemode } = checkout.page;
  const { display_name: business, icon, logo } = merchant.branding;
  return (
    <div class="Merchant">
      {back !== null && (
        <a
          {...BACK}
          class="Merchant-back"
          href={back}
          aria-label={t('backTo', { business })}
          aria-disabled={checkout.busy}
          onClick={(event) => {
            event.preventDefault();
            if (!checkout.busy) void host.leave(back);
          }}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M10 3L5 8l5 5" fill="none" stroke="currentColor" stroke-width="1.8" />
          </svg>
        </a>
      )}
      {logo ? (
        <img class="Merchant-logo" src={logo} alt={business} />
      ) : (
        <>
          {icon && <img class="Merchant-icon" src={icon} alt="" />}
          <span class="Merchant-name">{business}</span>
        </>
      )}
      {!livemode && <span class="Badge">{t('testMode')}</span>}
    </div>
  );
}
