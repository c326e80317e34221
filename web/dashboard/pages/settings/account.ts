import { useGet } from '../../data/use-call.ts';

/** Response of `GET /account`. */
export interface OwnAccount {
  readonly id: string;
  readonly connected: boolean;
  readonly display_name: string;
  readonly country: string;
  readonly default_currency: string;
  readonly api_version: string;
  readonly statement_descriptor: string;
  readonly branding: Readonly<Partial<Record<BrandingField, string>>>;
  readonly support: Readonly<Partial<Record<'email' | 'phone' | 'url', string>>>;
  readonly platform_profile: boolean;
  readonly fonts: readonly string[];
}

export type BrandingField =
  | 'background_color'
  | 'button_color'
  | 'primary_color'
  | 'border_style'
  | 'font_family'
  | 'icon'
  | 'logo';

export const useOwnAccount = () => useGet<OwnAccount>('/account', {}, ['settings']);
