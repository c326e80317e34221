import { SelectField, TextField } from '../../parts/fields.tsx';
import { useWords } from '../../words/words.ts';
import type { Field, Values } from './types.ts';

interface ParamFieldsProps {
  readonly fields: readonly Field[];
  /** The path that they are below, '' at the top. */
  readonly below: string;
  readonly values: Values;
  readonly onChange: (path: string, value: string) => void;
}

/** A form made from the contract: hashes are groups, enumerations are selects, required ones come first. */
export function ParamFields({ fields, below, values, onChange }: ParamFieldsProps) {
  return (
    <>
      {fields.filter(isEntered).map((field) => {
        const path = below === '' ? field.name : `${below}[${field.name}]`;
        return <ParamField key={path} field={field} path={path} values={values} onChange={onChange} />;
      })}
    </>
  );
}

/** Names of the caller's own choice are entered among the further parameters. */
function isEntered({ kind }: Field): boolean {
  return kind !== 'metadata' && kind !== 'map';
}

interface ParamFieldProps extends Omit<ParamFieldsProps, 'fields' | 'below'> {
  readonly field: Field;
  readonly path: string;
}

function ParamField({ field, path, values, onChange }: ParamFieldProps) {
  const words = useWords();
  const value = values[path] ?? '';
  const set = (text: string) => onChange(path, text);
  const hint = field.required ? words.shell.required : undefined;
  const common = { name: path, label: path, value, onChange: set, ...(hint && { hint }) };
  if (field.fields && field.fields.length > 0) {
    const isUsed = Object.keys(values).some((one) => one.startsWith(`${path}[`) && values[one] !== '');
    return (
      <details open={field.required || isUsed} class="group">
        <summary class="mono">
          {path} {field.required && <span class="muted">{words.shell.required}</span>}
        </summary>
        <ParamFields fields={field.fields} below={path} values={values} onChange={onChange} />
      </details>
    );
  }
  if (field.values)
    return <SelectField {...common} choices={[['', '–'], ...field.values.map((one) => [one, one] as const)]} />;
  if (field.kind === 'boolean') {
    return (
      <SelectField
        {...common}
        choices={[
          ['', '–'],
          ['true', 'true'],
          ['false', 'false'],
        ]}
      />
    );
  }
  return <TextField {...common} placeholder={field.kind === 'string' ? '' : field.kind} mono />;
}
