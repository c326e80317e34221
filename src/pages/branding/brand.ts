import type { AccountSettings } from '../../kernel/context.ts';
import { type Html, html } from '../html.ts';

/** The look of a platform on pages of its accounts' owners. */
export interface Brand {
  readonly name: string;
  /** The address of its image; null without one. */
  readonly image: string | null;
  /** The address of its stylesheet; null for a platform without a color. */
  readonly style: string | null;
}

/** The brand of a platform, from the settings of its account. */
export function brandOf({ displayName, branding }: AccountSettings): Brand {
  const color = branding?.primary_color ?? branding?.button_color;
  return {
    name: displayName,
    image: branding?.icon ?? branding?.logo ?? null,
    style: color === undefined ? null : `/_florin/brand/${color.slice(1).toLowerCase()}.css`,
  };
}

/** The platform at the top of a page. */
export function brandView({ name, image }: Brand, badge: string): Html {
  return html`<div class="payment"><p class="merchant brand">${
    image && html`<img src="${image}" alt="" width="32" height="32">`
  }<strong>${name}</strong> <span class="badge">${badge}</span></p></div>`;
}
