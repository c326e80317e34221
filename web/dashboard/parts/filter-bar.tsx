import { useState } from 'preact/hooks';
import { setQuery, useAddress } from '../data/router.ts';
import { useWords } from '../words/words.ts';
import { Dialog } from './dialog.tsx';
import { Button } from './dialog-form.tsx';
import { type Choice, SelectField, TextField } from './fields.tsx';

/** A filter of a list: the name of its parameter, and how its value is entered and shown. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly kind?: 'text' | 'date' | 'email' | 'url';
  readonly choices?: readonly Choice[];
  readonly placeholder?: string;
}

/** Changing a filter goes back to the first page. */
const FIRST_PAGE = { after: null, before: null };

/** The filters that are on, each removable, and a dialog for more. All of it is in the address. */
export function FilterBar({ filters }: { filters: readonly Filter[] }) {
  const words = useWords();
  const { query } = useAddress();
  const [open, setOpen] = useState(false);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const shown = filters.filter(({ name }) => query.has(name));
  const textOf = ({ name, choices }: Filter) => {
    const value = query.get(name) ?? '';
    return choices?.find(([one]) => one === value)?.[1] ?? value;
  };
  const start = () => {
    setValues(Object.fromEntries(filters.map(({ name }) => [name, query.get(name) ?? ''])));
    setOpen(true);
  };
  return (
    <div class="filters">
      {shown.map((filter) => (
        <button
          key={filter.name}
          type="button"
          class="chip"
          aria-label={words.common.removeFilter(filter.label)}
          onClick={() => setQuery({ ...FIRST_PAGE, [filter.name]: null })}
        >
          {filter.label}: <strong>{textOf(filter)}</strong> <span class="icon icon-x" aria-hidden="true" />
        </button>
      ))}
      <button type="button" class="button quiet small" onClick={start}>
        <span class="icon icon-list-filter" aria-hidden="true" />
        {words.common.filter}
      </button>
      {open && (
        <Dialog title={words.common.filter} onClose={() => setOpen(false)}>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              setOpen(false);
              setQuery({ ...FIRST_PAGE, ...values });
            }}
          >
            {filters.map(({ name, label, kind = 'text', choices, placeholder }) => {
              const onChange = (value: string) => setValues({ ...values, [name]: value });
              const value = values[name] ?? '';
              return choices ? (
                <SelectField
                  key={name}
                  name={name}
                  label={label}
                  value={value}
                  onChange={onChange}
                  choices={[['', words.common.any], ...choices]}
                />
              ) : (
                <TextField
                  key={name}
                  name={name}
                  label={label}
                  type={kind}
                  value={value}
                  onChange={onChange}
                  {...(placeholder && { placeholder })}
                />
              );
            })}
            <div class="row end">
              <Button onClick={() => setValues({})}>{words.common.clear}</Button>
              <Button type="submit" primary>
                {words.common.apply}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </div>
  );
}
