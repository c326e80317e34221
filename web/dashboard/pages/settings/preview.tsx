import { money } from '../../data/format.ts';
import { useLanguage } from '../../words/words.ts';
import type { BrandingField } from './account.ts';
import { RealPage } from './real-page.tsx';

interface PreviewProps {
  readonly name: string;
  readonly look: Readonly<Partial<Record<BrandingField, string>>>;
}

const SAMPLE = 2000;
const RADIUS: Readonly<Record<string, number>> = { rectangular: 0, rounded: 6, pill: 20 };
const isColour = (text: string | undefined): text is string => /^#[0-9a-f]{6}$/i.test(text ?? '');

/** A sketch of the checkout page with the look that is being chosen. */
export function Preview({ name, look }: PreviewProps) {
  const { words, tag } = useLanguage();
  const ground = isColour(look.background_color) ? look.background_color : '#ffffff';
  const button = isColour(look.button_color) ? look.button_color : '#0a6b5d';
  const radius = RADIUS[look.border_style ?? 'rounded'] ?? 6;
  const amount = money(SAMPLE, 'usd', tag);
  return (
    <section class="section">
      <h2>{words.settings.preview}</h2>
      <svg class="preview" viewBox="0 0 360 240" role="img" aria-label={`${name}, ${amount}`}>
        <rect width="360" height="240" fill={ground} />
        <text x="24" y="48" font-size="16" font-weight="600" fill={inkOn(ground)}>
          {name}
        </text>
        <text x="24" y="92" font-size="30" font-weight="700" fill={inkOn(ground)}>
          {amount}
        </text>
        <rect x="24" y="116" width="312" height="40" rx={radius} fill="#ffffff" stroke="#8a939c" />
        <text x="40" y="141" font-size="14" fill="#59626c">
          4242 4242 4242 4242
        </text>
        <rect x="24" y="172" width="312" height="40" rx={radius} fill={button} />
        <text x="180" y="197" font-size="15" font-weight="600" text-anchor="middle" fill={inkOn(button)}>
          {`Pay ${amount}`}
        </text>
      </svg>
      <RealPage name={name} look={look} />
    </section>
  );
}

/** Black or white, whichever can be read on a colour. */
function inkOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b > 150 ? '#16191d' : '#ffffff';
}
