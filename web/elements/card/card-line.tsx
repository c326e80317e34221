import type { StripeCardElementChangeEvent } from '@stripe/stripe-js';
import { useEffect, useRef } from 'preact/hooks';
import { BrandIcon } from '../../card/brand-icon.tsx';
import { CardInput } from '../../card/card-input.tsx';
import { type CardField, checkField, isFull } from '../../card/entry.ts';
import { useCard } from '../../card/use-card.ts';
import { hasPostalCodes } from '../../form/postal.ts';
import { countryOf } from '../../texts/countries.ts';
import type { ElementProps } from '../element-props.ts';
import { blurActive, focusOf } from '../focus.ts';
import { sendWith } from '../send.ts';
import { useChange } from '../use-change.ts';
import { validationError } from '../validation-error.ts';
import { appClass, cardChange, cardDetails, cardHandle, stateClasses } from './card-events.ts';

const WITH_POSTAL: readonly CardField[] = ['number', 'expiry', 'cvc', 'postal'];
const WITHOUT_POSTAL: readonly CardField[] = ['number', 'expiry', 'cvc'];

interface Options {
  readonly hidePostalCode?: boolean;
  readonly value?: { readonly postalCode?: string };
  readonly disabled?: boolean;
  readonly hideIcon?: boolean;
  readonly placeholder?: string;
}

/** The `card` element: number, date, code and postal code in one line. */
export function CardLine({ channel, texts, options: given, merchant, controls }: ElementProps) {
  const options = given as Options;
  const country = countryOf(texts.tag);
  const asksPostal = !options.hidePostalCode && hasPostalCodes(country);
  const fields = asksPostal ? WITH_POSTAL : WITHOUT_POSTAL;
  const card = useCard(fields, { country, postal: options.value?.postalCode ?? '' });
  const inputs = useRef<Partial<Record<CardField, HTMLInputElement | null>>>({});
  const { t } = texts;
  const givenPostal = options.value?.postalCode;
  useEffect(() => {
    if (givenPostal !== undefined) card.set('postal', givenPostal);
  }, [givenPostal, card.set]);

  useChange<StripeCardElementChangeEvent>(channel, cardChange(card, t));

  controls.current = {
    focus: () => inputs.current.number?.focus(),
    blur: blurActive,
    clear: card.clear,
    ask: async (ask) => {
      if (ask.what === 'value') return { body: {} };
      const problem = card.validate();
      if (problem) return { error: validationError(problem, t) };
      return ask.what === 'validate' ? { body: {} } : sendWith(merchant, ask, cardDetails(card.entry, asksPostal));
    },
  };

  /** Moves the focus to the next field when one is full, and back on Backspace in an empty one. */
  const move = (from: CardField, by: 1 | -1) => {
    const to = fields[fields.indexOf(from) + by];
    if (to) inputs.current[to]?.focus();
  };

  return (
    <form
      class={`CardLine CardField ${appClass(card.summary)}`}
      {...focusOf(channel)}
      onSubmit={(event) => event.preventDefault()}
      data-number-done={checkField('number', card.entry, new Date()).complete}
    >
      {!options.hideIcon && (
        <BrandIcon
          brand={card.summary.brand}
          invalid={card.problemOf('number') !== undefined}
          label={t('card.brand', { brand: card.summary.brand })}
        />
      )}
      {fields.map((field) => {
        const problem = card.problemOf(field);
        return (
          <span key={field} class={`CardLine-field CardLine-field--${field}`}>
            <CardInput
              field={field}
              {...cardHandle(field, card.entry, t)}
              entry={card.entry}
              t={t}
              disabled={options.disabled ?? false}
              invalid={problem !== undefined}
              input={(input) => {
                inputs.current[field] = input;
              }}
              className={stateClasses({
                empty: card.entry[field] === '',
                invalid: problem !== undefined,
                complete: false,
              })}
              placeholder={field === 'number' ? t('card.numberPlaceholderLine') : undefined}
              onValue={(value, { atEnd }) => {
                const before = card.entry[field];
                card.set(field, value);
                if (atEnd && value.length > before.length && isFull(field, { ...card.entry, [field]: value }))
                  move(field, 1);
              }}
              onBlur={() => card.leave(field)}
              onBack={() => move(field, -1)}
            />
          </span>
        );
      })}
    </form>
  );
}
