import { useState } from 'preact/hooks';
import { useCalls } from '../../data/use-call.ts';
import { CreatePage } from '../../parts/create-page.tsx';
import { ColourField, RadioField, SelectField, TextField } from '../../parts/fields.tsx';
import { Pending } from '../../parts/notices.tsx';
import { useWords } from '../../words/words.ts';
import { type BrandingField, type OwnAccount, useOwnAccount } from './account.ts';
import { Preview } from './preview.tsx';
import { Saved, useSaved } from './saved.tsx';
import { SettingsPage } from './settings-page.tsx';

/** The look of the pages that customers see. */
export function Page() {
  const { data: account, error, reload } = useOwnAccount();
  return (
    <SettingsPage>
      {account ? <BrandingForm account={account} /> : <Pending error={error} onRetry={reload} />}
    </SettingsPage>
  );
}

/** The look without any choice. */
const USUAL = { background_color: '#ffffff', button_color: '#0a6b5d', border_style: 'rounded', font_family: 'default' };

function BrandingForm({ account }: { account: OwnAccount }) {
  const words = useWords();
  const { post } = useCalls();
  const saved = useSaved();
  const [name, setName] = useState(account.display_name);
  const [look, setLook] = useState<Readonly<Partial<Record<BrandingField, string>>>>({ ...USUAL, ...account.branding });
  const names = words.settings;
  const set = (field: BrandingField) => (value: string) => setLook({ ...look, [field]: value });
  return (
    <div class="two">
      <div>
        <CreatePage
          title={names.branding}
          lead={names.brandingLead}
          submit={words.common.save}
          notice={<Saved {...saved} />}
          onSubmit={() => saved.save(() => post('/account', { display_name: name, branding: look }))}
        >
          <TextField name="display_name" label={names.businessName} value={name} onChange={setName} />
          <div class="pair">
            <ColourField
              name="background_color"
              label={names.background}
              value={look.background_color ?? ''}
              onChange={set('background_color')}
            />
            <ColourField
              name="button_color"
              label={names.button}
              value={look.button_color ?? ''}
              onChange={set('button_color')}
            />
          </div>
          <ColourField
            name="primary_color"
            label={names.brand}
            value={look.primary_color ?? ''}
            onChange={set('primary_color')}
            optional
          />
          <RadioField
            name="border_style"
            label={names.shape}
            value={look.border_style ?? 'rounded'}
            onChange={set('border_style')}
            choices={Object.entries(names.shapes)}
          />
          <SelectField
            name="font_family"
            label={names.font}
            value={look.font_family ?? 'default'}
            onChange={set('font_family')}
            choices={account.fonts.map(
              (font) => [font, font === 'default' ? names.fontDefault : nameOf(font)] as const,
            )}
          />
          <TextField
            name="icon"
            label={names.icon}
            value={look.icon ?? ''}
            onChange={set('icon')}
            optional
            placeholder="https://"
          />
          <TextField
            name="logo"
            label={names.logo}
            value={look.logo ?? ''}
            onChange={set('logo')}
            optional
            placeholder="https://"
          />
        </CreatePage>
      </div>
      <Preview name={name} look={look} />
    </div>
  );
}

/** `open_sans` as Open Sans. */
function nameOf(font: string): string {
  return font
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
