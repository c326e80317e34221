import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { API_OPTIONS, callApi } from './api-call.ts';
import { StartError } from './start-error.ts';

const USAGE = `Usage: florin platform [--name NAME] [--icon FILE|URL] [--color '#635bff'] [--redirect-uri URL]…
                       [--api-key sk_test_…] [--api-base http://127.0.0.1:12111].
Without a setting it prints those of the platform; an empty icon, color or URL unsets it.`;

const OPTIONS = {
  ...API_OPTIONS,
  name: { type: 'string' },
  icon: { type: 'string' },
  color: { type: 'string' },
  'redirect-uri': { type: 'string', multiple: true },
} as const;

/** `florin platform`: prints or changes the name, icon, color and OAuth addresses of a platform. */
export async function platform(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const values = parse(args);
  const { name, icon, color, 'redirect-uri': uris } = values;
  const form = new URLSearchParams();
  if (name !== undefined) form.set('name', name);
  if (color !== undefined) form.set('primary_color', color);
  if (icon !== undefined) form.set('icon', /^(https?:|$)/.test(icon) ? icon : await upload(icon));
  for (const uri of uris ?? []) form.append(uri === '' ? 'redirect_uris' : 'redirect_uris[]', uri);
  const settings = await callApi('/_florin/platform', form.size > 0 ? form : undefined, values, env);
  console.log(JSON.stringify(settings, null, 2));

  async function upload(path: string): Promise<string> {
    const content = await readFile(path).catch(() => {
      throw new StartError(`The file ${path} cannot be read. Name a PNG, JPEG or GIF.`);
    });
    const body = new FormData();
    body.set('purpose', 'business_icon');
    body.set('file_link_data[create]', 'true');
    body.set('file', new Blob([new Uint8Array(content)], { type: typeOf(path) }), basename(path));
    const { links } = (await callApi('/v1/files', body, values, env)) as { readonly links?: Links };
    return links?.data[0]?.url ?? '';
  }
}

/** The links of an uploaded file. */
interface Links {
  readonly data: readonly { readonly url: string }[];
}

function typeOf(path: string): string {
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return `image/${extension === 'jpg' ? 'jpeg' : extension}`;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch {
    throw new StartError(USAGE);
  }
}
