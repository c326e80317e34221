import { useEffect, useRef, useState } from 'preact/hooks';
import { fieldsFor } from '../card/card-fields.tsx';
import type { CardField } from '../card/entry.ts';
import { useCard } from '../card/use-card.ts';
import { Fields } from '../form/fields.tsx';
import { useForm } from '../form/use-form.ts';
import type { Texts } from '../texts/texts.ts';
import { FIELD, focusField } from '../ui/handles.ts';
import { itemsAndTotals, report } from './analytics.ts';
import { Business } from './form/business.tsx';
import { Consent } from './form/consent.tsx';
import { confirmationOf, countryOfPayer, enteredShipping, firstEntries, taxedAddress } from './form/entries.ts';
import { allFields, partsOfForm } from './form/parts.ts';
import { Shipping } from './form/shipping.tsx';
import { taxIdPart } from './form/tax-id.ts';
import { useAutosave } from './form/use-autosave.ts';
import { FORM_CLASS } from './handles.ts';
import type { Host } from './host.ts';
import { Markdown } from './markdown.tsx';
import { type Choice, firstChoice, standingChoice } from './pay/choice.ts';
import { NewMethod } from './pay/new-method.tsx';
import { SavedCards } from './pay/saved-cards.tsx';
import { Submit } from './pay/submit.tsx';
import type { OpenCheckout } from './use-payment-page.ts';

/** The form with everything that the session collects, and its submit button. */
export function PayForm({ checkout, texts, host }: { checkout: OpenCheckout; texts: Texts; host: Host }) {
  const { page, busy } = checkout;
  const { t } = texts;
  const form = useForm(() => firstEntries(page, texts));
  const [chosen, choose] = useState<Choice>(() => firstChoice(page));
  const choice = standingChoice(page, chosen);
  const asked = partsOfForm(page, form.entries, choice, texts);
  const [cardFields, setCardFields] = useState<readonly CardField[]>(
    fieldsFor(form.entries['billing-country'] ?? '', asked.cardAsksCountry),
  );
  const card = useCard(cardFields, { country: form.entries['billing-country'] ?? '' });
  useEffect(
    () => setCardFields(fieldsFor(card.entry.country, asked.cardAsksCountry)),
    [card.entry.country, asked.cardAsksCountry],
  );
  const cardInputs = useRef<Partial<Record<CardField, HTMLInputElement | null>>>({});
  const values = { entries: form.entries, choice, card: card.entry };
  const country = countryOfPayer(page, { ...values, parts: asked });
  const parts = { ...asked, taxId: taxIdPart(page, country, form.entries, texts) };
  const entering = { ...values, parts };
  const save = useAutosave({
    checkout,
    host,
    form,
    parts,
    shipping: enteredShipping(parts, form.entries),
    taxed: taxedAddress(page, entering),
  });

  const paysByNewCard = page.needs_payment_method && choice.saved === undefined && choice.type === 'card';

  /** Validates the form and focuses the first wrong field. */
  function isGood(): boolean {
    const wrongCard = paysByNewCard && card.validate() !== undefined;
    const wrong = form.check(allFields(parts));
    const before = new Set([...parts.contact, ...parts.shipping].map(({ id }) => id));
    if (wrong && (before.has(wrong.id) || !wrongCard)) {
      focusField(wrong.id);
      return false;
    }
    // The card's errors are rendered after this.
    if (wrongCard)
      queueMicrotask(() => document.querySelector<HTMLElement>(`[${FIELD}^="card-"][aria-invalid="true"]`)?.focus());
    return !wrongCard;
  }

  function submit(event: Event): void {
    event.preventDefault();
    if (busy || !isGood()) return;
    save();
    const details = { ...itemsAndTotals(page), paymentMethodType: choice.type ?? 'card' };
    report(host, page, { eventType: 'checkoutSubmitted', details });
    void checkout.pay(confirmationOf(page, entering)).then(
      (refused) =>
        refused &&
        report(host, page, {
          eventType: 'checkoutSubmitFailed',
          details: { ...details, failureReason: 'api_error' },
        }),
    );
  }

  return (
    <form class={`Form ${FORM_CLASS}`} noValidate onSubmit={submit}>
      {(parts.contact.length > 0 || page.email.value !== null) && (
        <section class="Section">
          <h2>{t('contact.heading')}</h2>
          {!page.email.editable && <p class="Fixed">{page.email.value}</p>}
          <Fields specs={parts.contact} form={form} texts={texts} />
        </section>
      )}
      {(parts.shipping.length > 0 || page.shipping_options.length > 0) && (
        <Shipping checkout={checkout} texts={texts} form={form} parts={parts} />
      )}
      {page.needs_payment_method && (
        <section class="Section">
          <h2>{t('pay.heading')}</h2>
          {page.saved_payment_methods.length > 0 && (
            <SavedCards checkout={checkout} texts={texts} choice={choice} onChoose={choose} />
          )}
          {choice.saved === undefined && (
            <NewMethod
              page={page}
              texts={texts}
              form={form}
              card={card}
              cardInputs={cardInputs}
              type={choice.type}
              parts={parts}
              disabled={busy}
              onChoose={(type) => choose({ type })}
            />
          )}
        </section>
      )}
      <Business part={parts.taxId} texts={texts} form={form} />
      {parts.custom.length > 0 && (
        <section class="Section">
          <Fields specs={parts.custom} form={form} texts={texts} />
        </section>
      )}
      <Consent page={page} texts={texts} form={form} parts={parts} isNew={choice.saved === undefined} />
      {page.custom_text.submit && (
        <p class="Text">
          <Markdown text={page.custom_text.submit} />
        </p>
      )}
      <Submit checkout={checkout} texts={texts} />
      {page.custom_text.after_submit && (
        <p class="Text">
          <Markdown text={page.custom_text.after_submit} />
        </p>
      )}
    </form>
  );
}
