import { Fields } from '../../form/fields.tsx';
import type { Form } from '../../form/use-form.ts';
import type { Texts } from '../../texts/texts.ts';
import { Box } from './box.tsx';
import type { TaxIdPart } from './tax-id.ts';

/** The choice to buy for a business, and the fields of the business. */
export function Business({ part, texts, form }: { part: TaxIdPart; texts: Texts; form: Form }) {
  if (!part.offered && part.fields.length === 0) return null;
  return (
    <section class="Section">
      {part.offered && <Box id="business" label={texts.t('taxId.business')} form={form} />}
      <Fields specs={part.fields} form={form} texts={texts} />
    </section>
  );
}
