import { platformOf } from '../../accounts/platform/platform.ts';
import type { Context } from '../../kernel/context.ts';
import { type Html, html } from '../html.ts';

/** How a platform looks to the owners of its accounts. */
export interface Brand {
  readonly name: string;
  /** The address of its image; null without one. */
  readonly image: string | null;
  /** The address of its stylesheet; null for a platform without a color. */
  readonly style: string | null;
}

/** The brand of a platform. `context` acts for it. */
export async function brandOf(context: Context): Promise<Brand> {
  const { name, branding } = await platformOf(context);
  const file = branding.icon ?? branding.logo;
  return {
    name: name ?? context.account.displayName,
    image: file && `/_florin/brand/${context.work.world}/${file}`,
    style: branding.primary_color && `/_florin/brand/${branding.primary_color.slice(1).toLowerCase()}.css`,
  };
}

/** The platform at the top of a page. */
export function brandView({ name, image }: Brand, badge: string): Html {
  return html`<div class="payment"><p class="merchant brand">${
    image && html`<img src="${image}" alt="" width="32" height="32">`
  }<strong>${name}</strong> <span class="badge">${badge}</span></p></div>`;
}
