import { useMemo } from 'preact/hooks';
import { countries } from '../texts/countries.ts';
import { useHandles } from './handles.ts';

/** A select of countries, named in the customer's language. `id` is the field's own id. */
export function CountrySelect(props: {
  readonly id: string;
  readonly tag: string;
  readonly value: string;
  readonly autoComplete?: string;
  readonly disabled?: boolean;
  readonly allowed?: readonly string[] | null | undefined;
  onValue(code: string): void;
}) {
  const { id, tag, value, autoComplete = 'billing country', disabled, allowed, onValue } = props;
  const list = useMemo(() => countries(tag, allowed), [tag, allowed]);
  return (
    <span class="Select">
      <select
        {...useHandles().input(id)}
        class="Input p-Select-select"
        autoComplete={autoComplete}
        value={value}
        disabled={disabled}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {list.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
