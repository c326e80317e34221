import { useState } from 'preact/hooks';
import type { PageShippingOption } from '../../../src/shared/payment-page-view.ts';
import { Fields } from '../../form/fields.tsx';
import type { Form } from '../../form/use-form.ts';
import { money } from '../../shared/money.ts';
import type { Texts } from '../../texts/texts.ts';
import { Markdown } from '../markdown.tsx';
import type { OpenCheckout } from '../use-payment-page.ts';
import type { Parts } from './parts.ts';

/** The shipping address and the shipping options. */
export function Shipping(props: { checkout: OpenCheckout; texts: Texts; form: Form; parts: Parts }) {
  const { checkout, texts, form, parts } = props;
  const { page } = checkout;
  const { t } = texts;
  const [problem, setProblem] = useState<string>();

  async function choose(rate: string): Promise<void> {
    setProblem(undefined);
    const error = await checkout.change({ shipping_rate: rate });
    setProblem(error && (error.message ?? t('problem.lost')));
  }

  return (
    <section class="Section">
      <h2>{t(parts.shipping.length > 0 ? 'shipping.address' : 'shipping.heading')}</h2>
      <Fields specs={parts.shipping} form={form} texts={texts} />
      {page.custom_text.shipping_address && (
        <p class="Text">
          <Markdown text={page.custom_text.shipping_address} />
        </p>
      )}
      {page.shipping_options.length > 0 && (
        <fieldset class="Fieldset">
          <legend class="Label">{t('shipping.method')}</legend>
          <div class="Accordion">
            {page.shipping_options.map((option) => (
              <Option
                key={option.shipping_rate}
                option={option}
                selected={option.shipping_rate === page.shipping_rate}
                currency={page.currency}
                texts={texts}
                disabled={checkout.busy}
                onChoose={() => choose(option.shipping_rate)}
              />
            ))}
          </div>
          <p class="Error" role={problem ? 'alert' : undefined}>
            {problem}
          </p>
        </fieldset>
      )}
    </section>
  );
}

function Option(props: {
  option: PageShippingOption;
  selected: boolean;
  currency: string | null;
  texts: Texts;
  disabled: boolean;
  onChoose(): void;
}) {
  const { option, selected, currency, texts, disabled, onChoose } = props;
  const estimate = estimateText(option.delivery_estimate, texts);
  return (
    <div class={selected ? 'AccordionItem AccordionItem--selected' : 'AccordionItem'}>
      <label class="AccordionItem-head">
        <input
          type="radio"
          name="shipping_rate"
          value={option.shipping_rate}
          checked={selected}
          disabled={disabled}
          onChange={onChoose}
        />
        <span class="Saved-card">
          <span>{option.display_name}</span>
          {estimate && <span class="Line-note">{estimate}</span>}
        </span>
        <span class="Option-amount">
          {option.amount === 0 ? texts.t('summary.free') : money(option.amount, currency, texts.tag)}
        </span>
      </label>
    </div>
  );
}

/** Formats a delivery estimate: `3–5 business days`, or one bound. */
function estimateText(estimate: PageShippingOption['delivery_estimate'], { t }: Texts): string | undefined {
  const { minimum, maximum } = estimate ?? { minimum: null, maximum: null };
  const inWords = ({ unit, value }: { unit: string; value: number }) => t(`unit.${unit}`, { count: value });
  if (!minimum || !maximum)
    return (minimum ?? maximum) ? inWords((minimum ?? maximum) as { unit: string; value: number }) : undefined;
  if (minimum.unit === maximum.unit && minimum.value === maximum.value) return inWords(maximum);
  const from = minimum.unit === maximum.unit ? String(minimum.value) : inWords(minimum);
  return t('shipping.estimate', { from, to: inWords(maximum) });
}
