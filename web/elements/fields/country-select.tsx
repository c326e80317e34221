import { useMemo } from 'preact/hooks';
import { countries } from '../language/countries.ts';

/** A choice of countries, named in the payer's language. */
export function CountrySelect(props: {
  readonly id: string;
  readonly tag: string;
  readonly value: string;
  readonly allowed?: readonly string[] | null | undefined;
  onValue(code: string): void;
}) {
  const { id, tag, value, allowed, onValue } = props;
  const list = useMemo(() => countries(tag, allowed), [tag, allowed]);
  return (
    <select
      id={id}
      class="Input p-Select"
      name="country"
      autoComplete="billing country"
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    >
      {list.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
