import type { Ref } from 'preact';
import { cleanPostal, isNumericPostal } from '../form/postal.ts';
import type { Translate } from '../texts/texts.ts';
import type { Attributes } from '../ui/handles.ts';
import { ANY, DIGITS, type Mask, MaskedInput } from '../ui/masked-input.tsx';
import { brandOf } from './brand.ts';
import type { CardEntry, CardField } from './entry.ts';
import { cleanExpiry, formatExpiry } from './expiry.ts';
import { cleanNumber, formatNumber } from './number.ts';

/** The properties of every input of a card. */
interface CardInputProps {
  readonly field: CardField;
  readonly entry: CardEntry;
  readonly t: Translate;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly input: Ref<HTMLInputElement>;
  readonly className: string;
  /** Attributes by which tests find it. */
  readonly handle: Attributes & { readonly name: string };
  /** Its label; the field's label by default is outside of it. */
  readonly label?: string;
  readonly describedBy?: string | undefined;
  /** A placeholder of the page's own. */
  readonly placeholder?: string | undefined;
  onValue(value: string, how: { atEnd: boolean }): void;
  onBlur(): void;
  onBack?(): void;
}

const NUMBER: Mask = { clean: cleanNumber, format: formatNumber, counts: DIGITS };
const EXPIRY: Mask = { clean: cleanExpiry, format: formatExpiry, counts: DIGITS };

function maskOf(field: CardField, entry: CardEntry): Mask {
  if (field === 'number') return NUMBER;
  if (field === 'expiry') return EXPIRY;
  const longest = brandOf(entry.number).name === 'unknown' ? 4 : brandOf(entry.number).cvcLength;
  if (field === 'cvc') {
    return { clean: (text) => text.replace(/\D/g, '').slice(0, longest), format: (value) => value, counts: DIGITS };
  }
  return { clean: (text) => cleanPostal(text, entry.country), format: (value) => value, counts: ANY };
}

/** Values of the `autocomplete` attribute. */
const AUTOCOMPLETE = { number: 'cc-number', expiry: 'cc-exp', cvc: 'cc-csc', postal: 'billing postal-code' } as const;

/** An input for a part of a card. */
export function CardInput(props: CardInputProps) {
  const { field, entry, t, invalid, disabled, input, className, handle, describedBy, onValue, onBlur, onBack } = props;
  const isUs = entry.country === 'US';
  return (
    <MaskedInput
      mask={maskOf(field, entry)}
      value={entry[field]}
      input={input}
      onValue={onValue}
      {...(onBack && { onBack })}
      onBlur={onBlur}
      disabled={disabled}
      class={className}
      {...handle}
      autoComplete={AUTOCOMPLETE[field]}
      inputMode={field === 'postal' && !isNumericPostal(entry.country) ? 'text' : 'numeric'}
      aria-label={props.label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      placeholder={props.placeholder ?? t(`card.${field === 'postal' && isUs ? 'zip' : field}Placeholder`)}
    />
  );
}
