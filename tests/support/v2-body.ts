import { decodeForm, type ParamValue } from '../../src/api/codecs/decode-form.ts';
import { type ContractType, findOperation, paramsOf } from '../../src/contract/contract.ts';

/**
 * The JSON body of a call to `/v2` whose parameters a test has in the notation of forms, as `a[b]=1`. Texts become the
 * values that the contract types. A form that cannot be read is sent as it is.
 */
export function v2Body(method: string, path: string, form: string): string {
  if (form === '') return '';
  const operation = findOperation(method, path)?.operation;
  if (!operation) return form;
  try {
    return JSON.stringify(typed(decodeForm(form), paramsOf(operation.id)));
  } catch {
    return form;
  }
}

function typed(value: ParamValue, type: ContractType | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => typed(item, type?.kind === 'list' ? type.of : undefined));
  if (typeof value === 'string') return scalarOf(value, type);
  const of = (name: string) => {
    if (type?.kind === 'hash') return type.fields.get(name);
    return type?.kind === 'map' ? type.of : undefined;
  };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, typed(inner, of(name))]));
}

function scalarOf(text: string, type: ContractType | undefined): unknown {
  switch (type?.kind) {
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : text);
    case 'integer':
    case 'number':
    case 'timestamp':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    default:
      return text;
  }
}
