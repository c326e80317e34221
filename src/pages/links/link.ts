import { download, linked } from '../../files/download.ts';
import { readLinkToken } from '../../files/links/address.ts';
import type { Engine } from '../../kernel/engine.ts';
import type { Texts } from '../languages/texts.ts';
import { notFound } from '../problems.ts';
import { respondFile } from '../respond.ts';

/** The file that a file link leads to, for whoever has its address. */
export async function linkedFile(engine: Engine, token: string, texts: Texts): Promise<Response> {
  const address = readLinkToken(token);
  if (!address || !(await engine.storage.readWorld(address.world))) return notFound(texts);
  const { world, link, secret } = address;
  const file = await engine.asPlatform(world, `page:${link}`, (context) => linked(context, link, secret));
  return file ? respondFile(await download(engine.storage, world, file)) : notFound(texts);
}
