import { files } from '../../files/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';

/** The purposes of the files that can be an account's icon and its logo. */
const PURPOSES = { icon: 'business_icon', logo: 'business_logo' } as const;

interface Given {
  readonly icon?: string;
  readonly logo?: string;
  readonly primary_color?: string;
  readonly secondary_color?: string;
}

/** Throws for unusable images and colors of an account. `paramOf` is the parameter of a field. */
export async function checkBranding(
  context: Context,
  account: string,
  given: Given,
  paramOf: (field: keyof Given) => string,
): Promise<void> {
  for (const name of ['icon', 'logo'] as const) await checkImage(context, account, given[name], name, paramOf(name));
  for (const name of ['primary_color', 'secondary_color'] as const) checkColor(given[name], paramOf(name));
}

async function checkImage(
  { work }: Context,
  account: string,
  id: string | undefined,
  name: keyof typeof PURPOSES,
  param: string,
): Promise<void> {
  if (!id) return;
  // A platform uploads for its accounts, with or without naming them.
  const file = (await work.for(account).get(files, id)) ?? (await work.for(work.world).require(files, id, param));
  if (file.purpose === PURPOSES[name]) return;
  throw invalidRequest(
    `The file ${id} has the purpose ${file.purpose}. Upload one with the purpose ${PURPOSES[name]}.`,
    { param },
  );
}

function checkColor(value: string | undefined, param: string): void {
  if (!value || /^#[0-9a-f]{6}$/i.test(value)) return;
  throw invalidRequest(`Invalid color: ${value}. Write it as hexadecimal digits, such as #635bff.`, { param });
}
