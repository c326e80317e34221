import { useState } from 'preact/hooks';
import type { PageOptionalItem } from '../../../src/shared/payment-page-view.ts';
import { money } from '../../shared/money.ts';
import type { Texts } from '../../texts/texts.ts';
import type { OpenCheckout } from '../use-payment-page.ts';

/** Optional items. Selected ones are also line items. */
export function OptionalItems({ checkout, texts }: { checkout: OpenCheckout; texts: Texts }) {
  const { page, busy } = checkout;
  const { t } = texts;
  const [problem, setProblem] = useState<string>();
  if (page.optional_items.length === 0) return null;

  async function choose({ price, selected }: PageOptionalItem): Promise<void> {
    setProblem(undefined);
    const error = await checkout.change({ optional_items: [{ price, selected: !selected }] });
    setProblem(error && (error.message ?? t('problem.lost')));
  }

  return (
    <section class="Offers" aria-labelledby="offers-heading">
      <h2 id="offers-heading">{t('optional.heading')}</h2>
      <ul>
        {page.optional_items.map((item) => (
          <Offer
            key={item.price}
            item={item}
            currency={page.currency}
            texts={texts}
            disabled={busy}
            onChoose={() => void choose(item)}
          />
        ))}
      </ul>
      <p class="Error" role={problem ? 'alert' : undefined}>
        {problem}
      </p>
    </section>
  );
}

function Offer(props: {
  item: PageOptionalItem;
  currency: string | null;
  texts: Texts;
  disabled: boolean;
  onChoose(): void;
}) {
  const { item, currency, texts, disabled, onChoose } = props;
  const { name, description, image, quantity, selected } = item;
  const { t, tag } = texts;
  return (
    <li class="Line Offer">
      {image && <img class="Line-image" src={image} alt="" />}
      <div class="Line-what">
        <span class="Line-name">{name}</span>
        {description && <span class="Line-note">{description}</span>}
        <span class="Line-note">
          {money(item.amount, currency, tag)}
          {quantity > 1 && ` · ${t('summary.quantity', { count: quantity })}`}
        </span>
      </div>
      <button
        type="button"
        class="Button Button--quiet Offer-choose"
        aria-label={t(selected ? 'optional.removeNamed' : 'optional.addNamed', { name })}
        disabled={disabled}
        onClick={onChoose}
      >
        {t(selected ? 'optional.remove' : 'optional.add')}
      </button>
    </li>
  );
}
