import type { StripeAddressElementChangeEvent } from '@stripe/stripe-js';
import { useRef, useState } from 'preact/hooks';
import { statesOf } from '../../../src/shared/states.ts';
import { AUTOCOMPLETE } from '../../form/address-parts.ts';
import { CountrySelect } from '../../ui/country-select.tsx';
import { Field, inputClass } from '../../ui/field.tsx';
import { useHandles } from '../../ui/handles.ts';
import type { ElementProps } from '../element-props.ts';
import { blurActive, focusOf } from '../focus.ts';
import { useChange } from '../use-change.ts';
import { validationError } from '../validation-error.ts';
import { type AddressField, type AddressOptions, enteredOf, fieldsOf, initialEntry, isGood } from './entry.ts';

const FILLED_IN = { ...AUTOCOMPLETE, firstName: 'given-name', lastName: 'family-name', country: 'country' } as const;

/** The `address` element: a name with a billing or shipping address. */
export function Address({ channel, texts, options: given, controls }: ElementProps) {
  const options = given as AddressOptions;
  const { mode = 'billing' } = options;
  const { t, tag } = texts;
  const [entry, setEntry] = useState(() => initialEntry(options, tag));
  const [left, setLeft] = useState<ReadonlySet<AddressField>>(new Set());
  const inputs = useRef<Partial<Record<AddressField, HTMLInputElement | HTMLSelectElement | null>>>({});
  const fields = fieldsOf(entry, options);
  const states = statesOf(entry.country);
  const typed = fields.filter((field) => field !== 'country');
  const wrong = (field: AddressField) => !isGood(field, entry, options);
  const codeOf = (field: AddressField) =>
    field === 'postal_code' && entry.postal_code !== '' ? 'incomplete_zip' : 'incomplete_field';

  const state = { complete: !fields.some(wrong), isNewAddress: true, value: enteredOf(entry, fields) };
  useChange<StripeAddressElementChangeEvent>(channel, {
    elementMode: mode,
    empty: typed.every((field) => entry[field] === ''),
    ...state,
  });
  controls.current = {
    focus: () => typed[0] && inputs.current[typed[0]]?.focus(),
    blur: blurActive,
    clear: () => setEntry(initialEntry({}, tag)),
    ask: async (ask) => {
      if (ask.what === 'value') return { body: state };
      setLeft(new Set(fields));
      const first = fields.find(wrong);
      if (first === undefined) return { body: {} };
      inputs.current[first]?.focus();
      return { error: validationError(codeOf(first), t) };
    },
  };

  const handles = useHandles();
  const labelOf = (field: AddressField) => {
    if (field === 'name' && options.display?.name === 'organization') return t('address.organization');
    return field === 'postal_code' && entry.country === 'US' ? t('card.zip') : t(`address.${field}`);
  };
  const show = (field: AddressField) => {
    const id = `address-${field}`;
    const isWrong = left.has(field) && wrong(field);
    const set = (value: string) => {
      setEntry({ ...entry, [field]: value });
      setLeft(new Set([...left].filter((other) => other !== field)));
    };
    const attributes = {
      ...handles.input(id),
      class: inputClass({ empty: entry[field] === '', invalid: isWrong }),
      ref: (input: HTMLInputElement | HTMLSelectElement | null) => {
        inputs.current[field] = input;
      },
      autoComplete: `${mode} ${FILLED_IN[field]}`,
      value: entry[field],
      'aria-invalid': isWrong,
      'aria-describedby': `${id}-problem`,
      onBlur: () => entry[field] !== '' && setLeft(new Set([...left, field])),
    };
    return (
      <Field id={id} label={labelOf(field)} problem={isWrong ? t(`problem.${codeOf(field)}`) : undefined}>
        {field === 'state' && states ? (
          <span class="Select">
            <select {...attributes} onChange={(event) => set(event.currentTarget.value)}>
              <option value="">{t('field.choose')}</option>
              {states.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </span>
        ) : (
          <input
            {...attributes}
            type="text"
            inputMode={field === 'phone' ? 'tel' : 'text'}
            onInput={(event) => set(event.currentTarget.value)}
          />
        )}
      </Field>
    );
  };
  const chooseCountry = (
    <Field id="address-country" label={t('address.country')} problem={undefined}>
      <CountrySelect
        id="address-country"
        tag={tag}
        value={entry.country}
        autoComplete={`${mode} country`}
        allowed={options.allowedCountries}
        onValue={(country) => setEntry({ ...entry, country })}
      />
    </Field>
  );
  return (
    <form class="Grid" onSubmit={(event) => event.preventDefault()} {...focusOf(channel)}>
      {fields.map((field) => (
        <div key={field} class={isHalf(field, fields) ? '' : 'Grid-whole'}>
          {field === 'country' ? chooseCountry : show(field)}
        </div>
      ))}
    </form>
  );
}

/** True for fields that share a row: both names, and the last two of city, state and postal code. */
function isHalf(field: AddressField, fields: readonly AddressField[]): boolean {
  if (field === 'firstName' || field === 'lastName') return true;
  const short = fields.filter((one) => one === 'city' || one === 'state' || one === 'postal_code');
  return short.length > 1 && short.slice(-2).includes(field as 'city');
}
