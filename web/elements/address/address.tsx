import { useRef, useState } from 'preact/hooks';
import { validationError } from '../card/card-events.ts';
import { hasPostalCodes, isWholePostal } from '../card/postal.ts';
import type { ElementProps } from '../element-props.ts';
import { CountrySelect } from '../fields/country-select.tsx';
import { Field, inputClass } from '../fields/field.tsx';
import { focusOf } from '../fields/focus.ts';
import { countryOf } from '../language/countries.ts';
import { useChange } from '../use-change.ts';

type Part = 'name' | 'line1' | 'line2' | 'city' | 'state' | 'postal_code' | 'phone';
type Entry = Readonly<Record<Part | 'country', string>>;

interface Options {
  readonly mode?: 'shipping' | 'billing';
  readonly allowedCountries?: readonly string[] | null;
  readonly defaultValues?: {
    readonly name?: string | null;
    readonly phone?: string | null;
    readonly address?: Partial<Record<string, string | null>>;
  };
  readonly fields?: { readonly phone?: 'always' | 'never' | 'auto' };
  readonly validation?: { readonly phone?: { readonly required?: 'always' | 'auto' | 'never' } };
  readonly display?: { readonly name?: 'full' | 'split' | 'organization' };
}

/** Countries whose addresses name a state or province. */
const WITH_STATES = new Set(['US', 'CA', 'AU', 'BR', 'IN', 'MX', 'JP', 'KR', 'IE', 'IT', 'ES', 'MY', 'TH', 'CN']);

const AUTOCOMPLETE: Readonly<Record<Part, string>> = {
  name: 'name',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  state: 'address-level1',
  postal_code: 'postal-code',
  phone: 'tel',
};

/** The parts of an address as its country writes it. */
function partsOf(country: string, withPhone: boolean): Part[] {
  return [
    'name',
    'line1',
    'line2',
    'city',
    ...(WITH_STATES.has(country) ? (['state'] as const) : []),
    ...(hasPostalCodes(country) ? (['postal_code'] as const) : []),
    ...(withPhone ? (['phone'] as const) : []),
  ];
}

/** The `address` element: a name and where its owner lives, or where a parcel goes. */
export function Address({ channel, language, options: given, controls }: ElementProps) {
  const options = given as Options;
  const { t, tag } = language;
  const withPhone = options.fields?.phone === 'always';
  const [entry, setEntry] = useState<Entry>(() => initial(options, tag));
  const [left, setLeft] = useState<ReadonlySet<Part>>(new Set());
  const latest = useRef(entry);
  latest.current = entry;
  const inputs = useRef<Partial<Record<Part, HTMLInputElement | null>>>({});
  const parts = partsOf(entry.country, withPhone);
  const wrong = (part: Part) => !isGood(part, entry, options);
  const complete = !parts.some(wrong);

  useChange(channel, {
    addressMode: options.mode ?? 'billing',
    complete,
    empty: parts.every((part) => entry[part] === ''),
    isNewAddress: true,
    value: enteredOf(entry, withPhone),
  });
  controls.current = {
    focus: () => inputs.current.name?.focus(),
    blur: () => (document.activeElement as HTMLElement | null)?.blur(),
    clear: () => setEntry(initial({}, tag)),
    ask: async (ask) => {
      if (ask.what === 'value')
        return { body: { complete, isNewAddress: true, value: enteredOf(latest.current, withPhone) } };
      setLeft(new Set(parts));
      const first = parts.find(wrong);
      if (first === undefined) return { body: {} };
      inputs.current[first]?.focus();
      return {
        error: validationError(
          first === 'postal_code' && entry.postal_code !== '' ? 'incomplete_zip' : 'incomplete_field',
          t,
        ),
      };
    },
  };
  return (
    <form class="Grid" onSubmit={(event) => event.preventDefault()} {...focusOf(channel)}>
      {parts.flatMap((part) => {
        const id = `address-${part}`;
        const isWrong = left.has(part) && wrong(part);
        const field = (
          <div key={part} class={part === 'city' || part === 'state' || part === 'postal_code' ? '' : 'Grid-whole'}>
            <Field
              id={id}
              label={t(`address.${part}`)}
              problem={
                isWrong ? t(entry[part] === '' ? 'problem.incomplete_field' : 'problem.incomplete_zip') : undefined
              }
            >
              <input
                id={id}
                name={part}
                class={inputClass({ empty: entry[part] === '', invalid: isWrong })}
                ref={(input) => {
                  inputs.current[part] = input;
                }}
                type="text"
                inputMode={part === 'phone' ? 'tel' : 'text'}
                autoComplete={`${options.mode ?? 'billing'} ${AUTOCOMPLETE[part]}`}
                value={entry[part]}
                aria-invalid={isWrong}
                aria-describedby={`${id}-problem`}
                onInput={(event) => {
                  setEntry({ ...entry, [part]: event.currentTarget.value });
                  setLeft(new Set([...left].filter((other) => other !== part)));
                }}
                onBlur={() => entry[part] !== '' && setLeft(new Set([...left, part]))}
              />
            </Field>
          </div>
        );
        if (part !== 'name') return [field];
        const country = (
          <div key="country" class="Grid-whole">
            <Field id="address-country" label={t('address.country')} problem={undefined}>
              <CountrySelect
                id="address-country"
                tag={tag}
                value={entry.country}
                allowed={options.allowedCountries}
                onValue={(code) => setEntry({ ...entry, country: code })}
              />
            </Field>
          </div>
        );
        return [field, country];
      })}
    </form>
  );
}

function isGood(part: Part, entry: Entry, options: Options): boolean {
  const value = entry[part].trim();
  if (part === 'line2') return true;
  if (part === 'phone') return value !== '' || options.validation?.phone?.required === 'never';
  if (part === 'postal_code') return isWholePostal(value, entry.country);
  return value !== '';
}

function initial({ defaultValues, allowedCountries }: Options, tag: string): Entry {
  const address = defaultValues?.address ?? {};
  const likely = countryOf(tag);
  const fallback = allowedCountries && !allowedCountries.includes(likely) ? (allowedCountries[0] ?? likely) : likely;
  return {
    name: defaultValues?.name ?? '',
    line1: address.line1 ?? '',
    line2: address.line2 ?? '',
    city: address.city ?? '',
    state: address.state ?? '',
    postal_code: address.postal_code ?? '',
    phone: defaultValues?.phone ?? '',
    country: address.country ?? fallback,
  };
}

/** What was entered as the API writes it. */
function enteredOf({ name, phone, ...address }: Entry, withPhone: boolean): Record<string, unknown> {
  const { line1, line2, city, state, postal_code, country } = address;
  return {
    name: name.trim(),
    address: {
      line1: line1.trim(),
      line2: line2.trim() || null,
      city: city.trim(),
      state: state.trim(),
      postal_code: postal_code.trim(),
      country,
    },
    ...(withPhone && { phone: phone.trim() }),
  };
}
