import type { StripePaymentElementChangeEvent } from '@stripe/stripe-js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { validationError } from '../card/card-events.ts';
import { type CardField, cardParams } from '../card/entry.ts';
import { useCard } from '../card/use-card.ts';
import type { ElementProps } from '../element-props.ts';
import { focusOf } from '../fields/focus.ts';
import { countryOf } from '../language/countries.ts';
import { sendWith } from '../send.ts';
import { useChange } from '../use-change.ts';
import { CardFields, fieldsFor } from './card-form.tsx';
import { methodName } from './method-name.ts';
import { Methods } from './methods.tsx';
import { useSession } from './session.ts';

interface Layout {
  readonly type?: string | undefined;
  readonly defaultCollapsed?: boolean;
  readonly spacedAccordionItems?: boolean;
  readonly visibleAccordionItemsCount?: number;
}

interface Options {
  readonly layout?: string | Layout;
  readonly paymentMethodOrder?: readonly string[];
  readonly readOnly?: boolean;
  readonly business?: { readonly name?: string };
  readonly defaultValues?: {
    readonly billingDetails?: { readonly address?: { readonly country?: string; readonly postal_code?: string } };
  };
  readonly fields?: { readonly billingDetails?: 'auto' | 'never' | { readonly address?: unknown } };
  readonly terms?: { readonly card?: 'auto' | 'always' | 'never' };
}

/** How many methods an accordion shows at first, unless the page says otherwise. */
const AT_FIRST = 5;

/** The `payment` element: the methods that fit, and the fields of the one chosen. */
export function Payment({ channel, language, options: given, merchant, purpose, controls }: ElementProps) {
  const options = given as Options;
  const { t, tag } = language;
  const layout: Layout = typeof options.layout === 'object' ? options.layout : { type: options.layout };
  const { session, problem: unavailable, next } = useSession(channel, purpose, tag);
  const types = ordered(
    session?.payment_method_preference.ordered_payment_method_types ?? [],
    options.paymentMethodOrder,
  );
  const [chosen, choose] = useState<string | null>();
  const type = chosen === undefined && !layout.defaultCollapsed ? types[0] : (chosen ?? undefined);

  const asksAddress = options.fields?.billingDetails !== 'never' && !neverAddress(options);
  const address = options.defaultValues?.billingDetails?.address;
  const [country] = useState(address?.country ?? countryOf(tag));
  const [fields, setFields] = useState<readonly CardField[]>(fieldsFor(country, asksAddress));
  const card = useCard(fields, { country, postal: address?.postal_code ?? '' });
  const inputs = useRef<Partial<Record<CardField, HTMLInputElement | null>>>({});
  useEffect(() => setFields(fieldsFor(card.entry.country, asksAddress)), [card.entry.country, asksAddress]);

  const complete = type !== undefined && (type !== 'card' || card.summary.complete);
  useChange<StripePaymentElementChangeEvent>(channel, {
    collapsed: type === undefined,
    complete,
    empty: type === undefined || (type === 'card' && card.summary.empty),
    value: { type: type ?? '' },
  });

  controls.current = {
    focus: () =>
      type === 'card' ? inputs.current.number?.focus() : document.querySelector<HTMLElement>('[data-method]')?.focus(),
    blur: () => (document.activeElement as HTMLElement | null)?.blur(),
    clear: card.clear,
    collapse: () => choose(null),
    refresh: next,
    ask: async (ask) => {
      if (ask.what === 'value') return { body: { type: type ?? null } };
      if (type === undefined) return { error: validationError('incomplete_payment_details', t) };
      const problem = type === 'card' ? card.validate() : undefined;
      if (problem) {
        inputs.current[fields.find((field) => problem.includes(WORD[field])) ?? 'number']?.focus();
        return { error: validationError(problem, t) };
      }
      if (ask.what === 'validate') return { body: {} };
      const billing = asksAddress && type === 'card' ? { address: billingAddress(card.entry, fields) } : undefined;
      return sendWith(merchant, ask, {
        type,
        ...(type === 'card' && { card: cardParams(card.entry) }),
        ...(billing && { billing }),
      });
    },
  };

  if (!session && !unavailable) return <output class="Loading" aria-label={t('payment.loading')} />;
  if (types.length === 0) return <p class="Text">{t('payment.unavailable')}</p>;
  const terms = options.terms?.card ?? 'auto';
  const showsTerms = terms === 'always' || (terms === 'auto' && Boolean(session?.setup_future_usage));
  const business = options.business?.name ?? session?.business_name ?? t('payment.thisBusiness');
  const details = (shown: string) =>
    shown === 'card' ? (
      <>
        <CardFields
          card={card}
          language={language}
          disabled={options.readOnly ?? false}
          asksCountry={asksAddress}
          inputs={inputs}
        />
        {showsTerms && <p class="TermsText">{t('payment.saved', { business })}</p>}
      </>
    ) : (
      <p class="RedirectText Text">{t('payment.redirect', { name: methodName(t, shown) })}</p>
    );
  return (
    <form class="Payment" onSubmit={(event) => event.preventDefault()} {...focusOf(channel)}>
      <Methods
        types={types}
        type={type}
        t={t}
        layout={layout.type === 'accordion' ? 'accordion' : 'tabs'}
        spaced={layout.spacedAccordionItems ?? false}
        atFirst={layout.visibleAccordionItemsCount ?? AT_FIRST}
        onChoose={choose}
        details={details}
      />
    </form>
  );
}

/** The word in a problem's code that tells its field. */
const WORD: Readonly<Record<CardField, string>> = { number: 'number', expiry: 'expiry', cvc: 'cvc', postal: 'zip' };

function neverAddress(options: Options): boolean {
  const { billingDetails } = options.fields ?? {};
  return typeof billingDetails === 'object' && billingDetails.address === 'never';
}

function billingAddress(
  { country, postal }: { country: string; postal: string },
  fields: readonly CardField[],
): Record<string, string> {
  return { country, ...(fields.includes('postal') && { postal_code: postal }) };
}

/** The order that the page wants first, then the rest as Florin has it. */
function ordered(types: readonly string[], wanted: readonly string[] = []): string[] {
  return [...wanted.filter((type) => types.includes(type)), ...types.filter((type) => !wanted.includes(type))];
}
