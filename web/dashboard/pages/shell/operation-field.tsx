import { useId, useState } from 'preact/hooks';
import { TextField } from '../../parts/fields.tsx';
import { useWords } from '../../words/words.ts';
import type { OperationEntry } from './types.ts';

interface OperationFieldProps {
  readonly operations: readonly OperationEntry[];
  readonly value: string;
  readonly onChoose: (id: string) => void;
}

/** All operations in groups by what they are about, narrowed by words. */
export function OperationField({ operations, value, onChoose }: OperationFieldProps) {
  const words = useWords();
  const id = useId();
  const [search, setSearch] = useState('');
  const wanted = search.toLowerCase().split(/\s+/);
  const found = operations.filter(
    (one) => one.id === value || wanted.every((word) => one.id.toLowerCase().includes(word)),
  );
  return (
    <div class="pair operations">
      <TextField
        name="search"
        label={words.common.search}
        value={search}
        onChange={setSearch}
        placeholder="customers"
      />
      <div class="field">
        <label for={id}>{words.shell.operation}</label>
        <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
          <option value="">{words.shell.choose}</option>
          {[...byResource(found)].map(([resource, members]) => (
            <optgroup key={resource} label={resource}>
              {members.map((one) => (
                <option key={one.id} value={one.id} selected={one.id === value}>
                  {one.id}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
    </div>
  );
}

/** Operations by the first part of their paths, such as `customers`. */
function byResource(operations: readonly OperationEntry[]): Map<string, OperationEntry[]> {
  const groups = new Map<string, OperationEntry[]>();
  for (const operation of operations) {
    const [, version = '', resource = ''] = (operation.id.split(' ')[1] ?? '').split('/');
    const name = version === 'v1' ? resource.replaceAll('_', ' ') : `${version} ${resource}`;
    groups.set(name, [...(groups.get(name) ?? []), operation]);
  }
  return groups;
}
