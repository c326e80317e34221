import type { StripePaymentElementChangeEvent } from '@stripe/stripe-js';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import { CardFields, fieldsFor } from '../../card/card-fields.tsx';
import { type CardField, cardParams } from '../../card/entry.ts';
import { type CardForm, useCard } from '../../card/use-card.ts';
import { Fields } from '../../form/fields.tsx';
import { Methods } from '../../methods/methods.tsx';
import type { Answer } from '../../shared/protocol.ts';
import { countryOf } from '../../texts/countries.ts';
import type { ElementProps } from '../element-props.ts';
import { blurActive, focusOf } from '../focus.ts';
import { type Entered, sendWith } from '../send.ts';
import { useChange } from '../use-change.ts';
import { validationError } from '../validation-error.ts';
import { asksOf, layoutOf, ordered, type PaymentOptions } from './options.ts';
import { type OtherMethod, OtherMethodForm, useOtherMethod } from './other-method.tsx';
import { SaveBox, useSaving } from './save-box.tsx';
import { publicPart, SavedMethods } from './saved-methods.tsx';
import { useSession, withCheckout } from './session.ts';
import { useSaved } from './use-saved.ts';

/** The `payment` element: saved payment methods, the available types, and the fields of the selected one. */
export function Payment({ channel, texts, options: given, merchant, purpose, controls }: ElementProps) {
  const options = given as PaymentOptions;
  const { t, tag } = texts;
  const { layout, collapsed, spaced, atFirst } = layoutOf(options);
  const { session: opened, problem: unavailable, next } = useSession(channel, purpose, tag);
  const session = withCheckout(opened, purpose.checkout);
  const saved = useSaved(channel, session, purpose);

  const methods = ordered(session?.payment_method_specs ?? [], options);
  const [chosen, choose] = useState<string | null>();
  const first = collapsed ? undefined : methods[0]?.type;
  const type = saved.chosen?.type ?? (chosen === undefined ? first : (chosen ?? undefined));
  const method = methods.find((one) => one.type === type);
  const saving = useSaving(session, method?.reusable ?? false, purpose.checkout !== undefined);

  const asks = asksOf(options, 'card');
  const asksCountry = !asks.onlyRequired && asks.address('country');
  const asksPostal = !asks.onlyRequired && asks.address('postalCode');
  const address = options.defaultValues?.billingDetails?.address;
  const [country] = useState(address?.country ?? countryOf(tag));
  const [fields, setFields] = useState<readonly CardField[]>(fieldsFor(country, asksPostal));
  const card = useCard(fields, { country, postal: address?.postal_code ?? '' });
  const inputs = useRef<Partial<Record<CardField, HTMLInputElement | null>>>({});
  useEffect(() => setFields(fieldsFor(card.entry.country, asksPostal)), [card.entry.country, asksPostal]);
  const other = useOtherMethod(method, { texts, options });

  const summary = saved.chosen ? { complete: true, empty: false } : type === 'card' ? withCard(other, card) : other;
  useChange<StripePaymentElementChangeEvent>(channel, {
    collapsed: type === undefined,
    complete: type !== undefined && summary.complete,
    empty: type === undefined || summary.empty,
    value: {
      type: type ?? '',
      ...(saved.chosen && { payment_method: publicPart(saved.chosen) }),
      ...(saving.offered && !saved.chosen && { savePaymentMethod: saving.wanted }),
    },
  });

  /** Shows validation errors and returns the first one. */
  function validate(): Answer | undefined {
    if (type === undefined) return { error: validationError('incomplete_payment_details', t) };
    if (saved.chosen) return undefined;
    const message = other.validate();
    const problem = type === 'card' ? card.validate() : undefined;
    if (message !== undefined) return { error: { ...validationError('incomplete_payment_details', t), message } };
    if (!problem) return undefined;
    inputs.current[fields.find((field) => problem.includes(WORD_IN_CODE[field])) ?? 'number']?.focus();
    return { error: validationError(problem, t) };
  }

  function entered(): Entered | undefined {
    if (saved.chosen) return { type: saved.chosen.type, saved: saved.chosen.id };
    if (!method) return undefined;
    const { allowRedisplay } = saving;
    const extra = other.entered(method);
    if (method.type !== 'card') return { ...extra, allowRedisplay };
    const address = billingAddress(card.entry, fields, asksCountry);
    const billing = { ...extra.billing, ...(Object.keys(address).length > 0 && { address }) };
    return { type: method.type, card: cardParams(card.entry), allowRedisplay, billing };
  }

  controls.current = {
    focus: () =>
      type === 'card' ? inputs.current.number?.focus() : document.querySelector<HTMLElement>('[data-method]')?.focus(),
    blur: blurActive,
    clear: card.clear,
    collapse: () => choose(null),
    refresh: next,
    ask: async (ask) => {
      if (ask.what === 'value') return { body: { type: type ?? null } };
      const problem = validate();
      const payment = entered();
      if (problem || !payment || ask.what === 'validate') return problem ?? { body: {} };
      if (saved.chosen && ask.place === 'payment_method') return SAVED_ALREADY;
      const params = saved.chosen ? ask.params : saving.add(ask.path, ask.params);
      return sendWith(merchant, { ...ask, params }, payment);
    },
  };

  if (!session && !unavailable) return <output class="Loading" aria-label={t('payment.loading')} />;
  if (methods.length === 0) return <p class="Text">{t('payment.unavailable')}</p>;
  const disabled = options.readOnly ?? false;
  const terms = options.terms?.card ?? 'auto';
  const showsTerms = terms === 'always' || (terms === 'auto' && Boolean(session?.setup_future_usage));
  const business = options.business?.name ?? session?.business_name ?? t('payment.thisBusiness');
  const details = (shown: MethodSpec) => (
    <>
      {shown.type === 'card' ? (
        <>
          <Fields specs={other.specs} form={other.form} texts={texts} />
          <CardFields card={card} texts={texts} disabled={disabled} asksCountry={asksCountry} inputs={inputs} />
        </>
      ) : (
        <OtherMethodForm method={shown} entering={other} texts={texts} business={business} />
      )}
      <SaveBox saving={saving} texts={texts} disabled={disabled} />
      {shown.type === 'card' && showsTerms && <p class="TermsText">{t('payment.saved', { business })}</p>}
    </>
  );
  return (
    <form class="Payment" onSubmit={(event) => event.preventDefault()} {...focusOf(channel)}>
      {saved.methods.length > 0 && (
        <SavedMethods
          methods={saved.methods}
          specs={methods}
          chosen={saved.chosen}
          texts={texts}
          disabled={disabled}
          onChoose={saved.choose}
          onRemove={saved.remove}
        />
      )}
      {!saved.chosen && (
        <Methods
          methods={methods}
          type={type}
          t={t}
          layout={layout}
          spaced={spaced}
          atFirst={atFirst}
          onChoose={choose}
          details={details}
        />
      )}
    </form>
  );
}

/** Combines the state of a card with that of its extra fields. */
function withCard(extra: OtherMethod, { summary }: CardForm): { complete: boolean; empty: boolean } {
  return {
    complete: summary.complete && extra.complete,
    empty: summary.empty && (extra.specs.length === 0 || extra.empty),
  };
}

/** The part of a problem's code that names its field. */
const WORD_IN_CODE: Readonly<Record<CardField, string>> = {
  number: 'number',
  expiry: 'expiry',
  cvc: 'cvc',
  postal: 'zip',
};

/** A saved payment method can be confirmed or put into a confirmation token, but not created again. */
const SAVED_ALREADY: Answer = {
  error: {
    type: 'invalid_request_error',
    message:
      'The customer selected a saved payment method, which cannot be created again. Use stripe.confirmPayment or stripe.createConfirmationToken.',
  },
};

function billingAddress(
  { country, postal }: { country: string; postal: string },
  fields: readonly CardField[],
  asksCountry: boolean,
): Record<string, string> {
  return { ...(asksCountry && { country }), ...(fields.includes('postal') && { postal_code: postal }) };
}
