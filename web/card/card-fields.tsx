import type { RefObject } from 'preact';
import { hasPostalCodes } from '../form/postal.ts';
import type { Texts } from '../texts/texts.ts';
import { CountrySelect } from '../ui/country-select.tsx';
import { Field, inputClass } from '../ui/field.tsx';
import { useHandles } from '../ui/handles.ts';
import { BrandIcon } from './brand-icon.tsx';
import { CardInput } from './card-input.tsx';
import { type CardField, isFull } from './entry.ts';
import type { CardForm } from './use-card.ts';

/** Countries whose banks check the postal code. */
const ASK_POSTAL = new Set(['US', 'CA', 'GB']);

/** Returns the fields of a card in a country. */
export function fieldsFor(country: string, asksAddress: boolean): readonly CardField[] {
  return asksAddress && ASK_POSTAL.has(country) && hasPostalCodes(country) ? WITH_POSTAL : PLAIN;
}
const PLAIN: readonly CardField[] = ['number', 'expiry', 'cvc'];
const WITH_POSTAL: readonly CardField[] = ['number', 'expiry', 'cvc', 'postal'];

interface Props {
  readonly card: CardForm;
  readonly texts: Texts;
  readonly disabled: boolean;
  readonly asksCountry: boolean;
  readonly inputs: RefObject<Partial<Record<CardField, HTMLInputElement | null>>>;
}

/** The fields of a card: number, expiry, CVC, and where the form needs it, country and postal code. */
export function CardFields({ card, texts, disabled, asksCountry, inputs }: Props) {
  const { t, tag } = texts;
  const handles = useHandles();
  const show = (field: CardField) => {
    const problem = card.problemOf(field);
    const id = `card-${field}`;
    const label = t(`card.${field === 'postal' && card.entry.country === 'US' ? 'zip' : field}`);
    return (
      <Field key={field} id={id} label={label} problem={problem && t(`problem.${problem}`)}>
        <span class="Input-holder">
          <CardInput
            handle={handles.input(id)}
            field={field}
            entry={card.entry}
            t={t}
            disabled={disabled}
            invalid={problem !== undefined}
            describedBy={`${id}-problem`}
            input={(input) => {
              inputs.current[field] = input;
            }}
            className={inputClass({ empty: card.entry[field] === '', invalid: problem !== undefined })}
            onValue={(value, { atEnd }) => {
              const grew = value.length > card.entry[field].length;
              card.set(field, value);
              const next = card.fields[card.fields.indexOf(field) + 1];
              if (grew && atEnd && next && isFull(field, { ...card.entry, [field]: value }))
                inputs.current[next]?.focus();
            }}
            onBlur={() => card.leave(field)}
            onBack={() => {
              const before = card.fields[card.fields.indexOf(field) - 1];
              if (before) inputs.current[before]?.focus();
            }}
          />
          {field === 'number' && (
            <BrandIcon brand={card.summary.brand} label={t('card.brand', { brand: card.summary.brand })} />
          )}
        </span>
      </Field>
    );
  };
  return (
    <div class="Grid">
      <div class="Grid-whole">{show('number')}</div>
      {show('expiry')}
      {show('cvc')}
      {asksCountry && (
        <Field id="card-country" label={t('card.country')} problem={undefined}>
          <CountrySelect
            id="card-country"
            tag={tag}
            value={card.entry.country}
            disabled={disabled}
            onValue={(code) => card.set('country', code)}
          />
        </Field>
      )}
      {card.fields.includes('postal') && show('postal')}
    </div>
  );
}
