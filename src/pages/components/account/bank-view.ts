import type { Account } from '../../../accounts/type.ts';
import { type Html, html } from '../../html.ts';
import type { Texts } from '../../languages/texts.ts';
import { facts } from '../parts.ts';

/** The destinations of an account's payouts, with a link to change them. `path` is that of the component. */
export function bankView({ embedded: words }: Texts, { external_accounts: external }: Account, path: string): Html {
  return html`<section class="panel"><h2>${words.bank}</h2>
  ${
    external.data.length === 0
      ? html`<p class="soft">${words.noBank}</p>`
      : facts(
          external.data.map((one) => [
            one.currency?.toUpperCase() ?? '',
            html`${one.object === 'bank_account' ? (one.bank_name ?? '') : one.brand} •••• ${one.last4}`,
          ]),
        )
  }
  <p><a class="button quiet" href="${path}/bank">${words.changeBank}</a></p></section>`;
}
