import type { StripeTaxIdElementChangeEvent, StripeTaxIdElementOptions } from '@stripe/stripe-js';
import { taxIdTypesOf } from '../../../src/shared/tax-id-countries.ts';
import type { Entries, FieldSpec } from '../../form/field-spec.ts';
import { Fields } from '../../form/fields.tsx';
import { taxIdFields, taxIdType } from '../../form/tax-id.ts';
import { useForm } from '../../form/use-form.ts';
import { countryOf } from '../../texts/countries.ts';
import type { Texts } from '../../texts/texts.ts';
import { focusField } from '../../ui/handles.ts';
import type { ElementProps } from '../element-props.ts';
import { blurActive, focusOf } from '../focus.ts';
import { useChange } from '../use-change.ts';
import { validationError } from '../validation-error.ts';

/** The element's options, and the customer's country as the library found it. */
type Options = StripeTaxIdElementOptions & { readonly country?: string };
type Value = StripeTaxIdElementChangeEvent['value'];

/** The `taxId` element: the name and tax ID of a business, by country. */
export function TaxId({ channel, texts, options: given, controls }: ElementProps) {
  const options = given as Options;
  const { t, tag } = texts;
  const country = options.country ?? countryOf(tag);
  const form = useForm(() => firstEntries(options, country));
  const visible = options.visibility !== 'never' && taxIdTypesOf(country).length > 0;
  const specs = visible ? specsOf(options, country, form.entries, texts) : [];
  const text = (id: string) => form.entries[id]?.trim() ?? '';

  const complete = specs.every(({ id, problem }) => problem(text(id)) === undefined);
  const empty = specs.every(({ id }) => id.startsWith('tax_id_type') || text(id) === '');
  const value = enteredValue(country, form.entries);
  useChange<StripeTaxIdElementChangeEvent>(channel, { complete, empty, visible, value });
  controls.current = {
    focus: () => focusField(specs[0]?.id),
    blur: blurActive,
    clear: () => {
      for (const { id } of specs) form.set(id, '');
    },
    ask: async (ask) => {
      if (ask.what === 'value') return { body: { complete, empty, visible, value } };
      const wrong = form.check(specs);
      if (!wrong) return { body: {} };
      focusField(wrong.id);
      const message = wrong.problem(text(wrong.id)) ?? '';
      return { error: { ...validationError('incomplete_field', t), message } };
    },
  };
  return (
    <form onSubmit={(event) => event.preventDefault()} {...focusOf(channel)}>
      <Fields specs={specs} form={form} texts={texts} />
    </form>
  );
}

/** The name requires the tax ID and the other way round; the page's options may require both. */
function specsOf({ fields, validation }: Options, country: string, entries: Entries, texts: Texts): FieldSpec[] {
  const withName = fields?.businessName !== 'never';
  const began = Boolean(entries.tax_id?.trim() || (withName && entries.business_name?.trim()));
  const needed = (required: 'always' | 'auto' | 'never' | undefined) =>
    required === 'always' || (required !== 'never' && began);
  return taxIdFields(country, entries, texts, {
    withName,
    needs: { name: needed(validation?.businessName?.required), taxId: needed(validation?.taxId?.required) },
  });
}

function firstEntries({ defaultValues = {} }: Options, country: string): Entries {
  const { businessName = '', taxId = '', taxIdType: type } = defaultValues;
  return {
    business_name: businessName,
    tax_id: taxId,
    ...(type && { [`tax_id_type-${country}`]: isUnions(type, country) ? 'eu_vat' : type }),
  };
}

/** True for an EU VAT number, which elements name after the country. */
function isUnions(type: string, country: string): boolean {
  return type === ownName('eu_vat', country);
}

function ownName(type: string, country: string): string {
  return type === 'eu_vat' ? `${country === 'GB' ? 'xi' : country.toLowerCase()}_vat` : type;
}

function enteredValue(country: string, entries: Entries): Value {
  const type = taxIdType(country, entries);
  return {
    businessName: entries.business_name?.trim() ?? '',
    taxId: entries.tax_id?.trim() ?? '',
    // The countries' types in src/shared are the element's types.
    taxIdType: ownName(type, country) as Value['taxIdType'],
    externalTaxIdType: type as Value['externalTaxIdType'],
  };
}
