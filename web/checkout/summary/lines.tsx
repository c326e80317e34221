import { useState } from 'preact/hooks';
import type { PageLine } from '../../../src/shared/payment-page-view.ts';
import { money } from '../../shared/money.ts';
import type { Texts } from '../../texts/texts.ts';
import { itemsAndTotals, report } from '../analytics.ts';
import type { Host } from '../host.ts';
import type { OpenCheckout } from '../use-payment-page.ts';
import { everyText } from './every.ts';

interface Props {
  readonly checkout: OpenCheckout;
  readonly texts: Texts;
  readonly host: Host;
}

/** The line items. */
export function Lines({ checkout, texts, host }: Props) {
  const { page } = checkout;
  const [problem, setProblem] = useState<string>();

  async function setQuantity(line: PageLine, quantity: number): Promise<void> {
    setProblem(undefined);
    const lineItems = page.lines.map(({ id, quantity: before }) => ({
      id,
      quantity: id === line.id ? quantity : before,
    }));
    const event = { checkoutSessionId: page.id, lineItems };
    const agreed = await host.approves({ what: 'lineItems', event });
    if (agreed.type === 'reject') return setProblem(agreed.errorMessage ?? texts.t('problem.shape'));
    const error = await checkout.change({ line_items: [{ id: line.id, quantity }] });
    setProblem(error && (error.message ?? texts.t('problem.lost')));
    if (!error)
      report(host, page, { eventType: 'lineItemChange', details: { ...itemsAndTotals(page), items: [{ quantity }] } });
  }

  return (
    <>
      <ul class="Lines">
        {page.lines.map((line) => (
          <Line
            key={line.id}
            line={line}
            currency={page.currency}
            texts={texts}
            disabled={checkout.busy}
            onQuantity={(quantity) => setQuantity(line, quantity)}
          />
        ))}
      </ul>
      <p class="Error" role={problem ? 'alert' : undefined}>
        {problem}
      </p>
    </>
  );
}

function Line(props: {
  line: PageLine;
  currency: string | null;
  texts: Texts;
  disabled: boolean;
  onQuantity(quantity: number): void;
}) {
  const { line, currency, texts, disabled, onQuantity } = props;
  const { t, tag } = texts;
  const several = line.quantity > 1 && line.unit_amount !== null;
  return (
    <li class="Line">
      {line.image && <img class="Line-image" src={line.image} alt="" />}
      <div class="Line-what">
        <span class="Line-name">{line.name}</span>
        {line.description && <span class="Line-note">{line.description}</span>}
        {line.adjustable_quantity ? (
          <Quantity line={line} texts={texts} disabled={disabled} onQuantity={onQuantity} />
        ) : (
          line.quantity > 1 && <span class="Line-note">{t('summary.quantity', { count: line.quantity })}</span>
        )}
      </div>
      <div class="Line-amount">
        <span>{money(line.amount_subtotal, currency, tag)}</span>
        {line.recurring && <span class="Line-note">{everyText(line.recurring, texts)}</span>}
        {several && (
          <span class="Line-note">{t('summary.each', { amount: money(line.unit_amount ?? 0, currency, tag) })}</span>
        )}
      </div>
    </li>
  );
}

/** A quantity with buttons. Values out of bounds are set to the nearest bound. */
function Quantity(props: { line: PageLine; texts: Texts; disabled: boolean; onQuantity(quantity: number): void }) {
  const { line, texts, disabled, onQuantity } = props;
  const { t } = texts;
  const { name, quantity, adjustable_quantity: bounds } = line;
  if (!bounds) return null;
  const go = (to: number) => {
    const within = Math.min(bounds.maximum, Math.max(bounds.minimum, to));
    if (Number.isInteger(within) && within !== quantity) onQuantity(within);
  };
  return (
    <span class="Quantity">
      <button
        type="button"
        aria-label={t('summary.fewer', { name })}
        disabled={disabled || quantity <= bounds.minimum}
        onClick={() => go(quantity - 1)}
      >
        −
      </button>
      <input
        // Resets the input if the change was refused.
        key={quantity}
        type="text"
        inputMode="numeric"
        aria-label={t('summary.quantityOf', { name })}
        defaultValue={String(quantity)}
        disabled={disabled}
        onChange={(event) => {
          const wanted = Number.parseInt(event.currentTarget.value, 10);
          event.currentTarget.value = String(quantity);
          go(wanted);
        }}
      />
      <button
        type="button"
        aria-label={t('summary.more', { name })}
        disabled={disabled || quantity >= bounds.maximum}
        onClick={() => go(quantity + 1)}
      >
        +
      </button>
    </span>
  );
}
