import type { ComponentChildren } from 'preact';
import type { PaymentPage } from '../../../src/shared/payment-page-view.ts';
import { money } from '../../shared/money.ts';
import type { Texts } from '../../texts/texts.ts';
import { everyText } from './every.ts';

/** Subtotal, discounts, shipping, taxes and total. `children` are the promotion code. */
export function Totals(props: { page: PaymentPage; texts: Texts; children: ComponentChildren }) {
  const { page, texts, children } = props;
  const { t, tag } = texts;
  const { subtotal, discount, shipping, taxes, total } = page.totals;
  const amount = (value: number) => money(value, page.currency, tag);
  return (
    <div class="Totals" aria-live="polite">
      <dl>
        <Row name={t('summary.subtotal')}>{amount(subtotal)}</Row>
      </dl>
      {children}
      <dl>
        {discount > 0 && <Row name={t('summary.discount')}>{`−${amount(discount)}`}</Row>}
        {shipping !== null && (
          <Row name={t('summary.shipping')}>{shipping === 0 ? t('summary.free') : amount(shipping)}</Row>
        )}
        {page.automatic_tax.status === 'requires_location_inputs' && <Row name={t('summary.taxLater')}>—</Row>}
        {taxes.map((tax) => (
          <Row
            key={`${tax.display_name} ${tax.percentage} ${tax.inclusive}`}
            name={t(tax.inclusive ? 'summary.taxIncluded' : 'summary.tax', {
              name: tax.display_name,
              percentage: new Intl.NumberFormat(tag, { maximumFractionDigits: 4 }).format(tax.percentage),
            })}
          >
            {amount(tax.amount)}
          </Row>
        ))}
        <Row name={t('summary.total')} isTotal>
          {amount(total)}
        </Row>
        {page.trial && (
          <Row name={t('summary.afterTrial', { day: dayText(page.trial.ends_at, tag) })}>
            {`${amount(page.trial.amount)} ${everyText(page.trial.recurring, texts)}`}
          </Row>
        )}
      </dl>
    </div>
  );
}

function dayText(moment: number, tag: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long' }).format(moment * 1000);
}

function Row({ name, isTotal, children }: { name: string; isTotal?: boolean; children: string }) {
  return (
    <div class={isTotal ? 'Totals-row Totals-row--total' : 'Totals-row'}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
