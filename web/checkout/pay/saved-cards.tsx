import { useState } from 'preact/hooks';
import type { PageSavedMethod } from '../../../src/shared/payment-page-view.ts';
import { BrandIcon } from '../../card/brand-icon.tsx';
import type { Texts } from '../../texts/texts.ts';
import type { OpenCheckout } from '../use-payment-page.ts';
import type { Choice } from './choice.ts';

/** The customer's saved cards, and the option to use another payment method. */
export function SavedCards(props: {
  checkout: OpenCheckout;
  texts: Texts;
  choice: Choice;
  onChoose(choice: Choice): void;
}) {
  const { checkout, texts, choice, onChoose } = props;
  const { page } = checkout;
  const { t } = texts;
  const [problem, setProblem] = useState<string>();

  async function remove(card: PageSavedMethod): Promise<void> {
    setProblem(undefined);
    const error = await checkout.detach(card.id);
    setProblem(error && (error.message ?? t('problem.lost')));
  }

  return (
    <>
      <div class="Accordion Saved" role="radiogroup" aria-label={t('pay.saved')}>
        {page.saved_payment_methods.map((card) => {
          const selected = card.id === choice.saved;
          return (
            <div key={card.id} class={selected ? 'AccordionItem AccordionItem--selected' : 'AccordionItem'}>
              <div class="Saved-row">
                <label class="AccordionItem-head">
                  <input
                    type="radio"
                    name="saved"
                    value={card.id}
                    checked={selected}
                    onChange={() => onChoose({ saved: card.id })}
                  />
                  <Card card={card} texts={texts} />
                </label>
                {page.may_remove && (
                  <button
                    type="button"
                    class="Plain"
                    aria-label={t('pay.remove', { card: nameOf(card, texts) })}
                    disabled={checkout.busy}
                    onClick={() => remove(card)}
                  >
                    ×
                  </button>
                )}
              </div>
              {selected && <Owner card={card} texts={texts} />}
            </div>
          );
        })}
        <div class={choice.saved === undefined ? 'AccordionItem AccordionItem--selected' : 'AccordionItem'}>
          <label class="AccordionItem-head">
            <input
              type="radio"
              name="saved"
              value=""
              checked={choice.saved === undefined}
              onChange={() => onChoose({ type: page.payment_method_types[0] })}
            />
            <span>{t('pay.another')}</span>
          </label>
        </div>
      </div>
      <p class="Error" role={problem ? 'alert' : undefined}>
        {problem}
      </p>
    </>
  );
}

function Card({ card, texts }: { card: PageSavedMethod; texts: Texts }) {
  const { t } = texts;
  const date = `${String(card.exp_month).padStart(2, '0')}/${String(card.exp_year).slice(-2)}`;
  return (
    <>
      <BrandIcon brand={card.brand} label={t('card.brand', { brand: card.brand })} />
      <span class="Saved-card">
        <span>{`•••• ${card.last4}`}</span>
        <span class="Line-note">{t('pay.expires', { date })}</span>
      </span>
    </>
  );
}

/** The billing name and address of a saved card. */
function Owner({ card, texts }: { card: PageSavedMethod; texts: Texts }) {
  const { name, address } = card.billing;
  const country = address?.country && new Intl.DisplayNames([texts.tag], { type: 'region' }).of(address.country);
  const place = [address?.line1, address?.line2, address?.city, address?.state, address?.postal_code, country];
  const lines = [name, place.filter(Boolean).join(', ')].filter(Boolean);
  if (lines.length === 0) return null;
  return (
    <div class="AccordionItem-body Saved-owner">
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}

function nameOf(card: PageSavedMethod, { t }: Texts): string {
  const brand = card.brand.charAt(0).toUpperCase() + card.brand.slice(1);
  return t('pay.ending', { brand, last4: card.last4 });
}
