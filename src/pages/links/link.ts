import { Hono } from 'hono';
import { download, linked } from '../../files/download.ts';
import { readLinkToken } from '../../files/links/address.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { respondFile } from '../respond.ts';

/** The file behind a file link's address, which is the only credential. */
export const linkPages = new Hono<PageEnv>()
  .get('/links/:token{[A-Za-z0-9_-]{1,255}}', async (c) => {
    const { engine } = c.env;
    const address = readLinkToken(c.req.param('token'));
    if (!address) return notFound(c.var.texts);
    const { account, link, secret } = address;
    const file = await engine.asAccount(account, `page:${link}`, (context) => linked(context, link, secret));
    return file ? respondFile(await download(engine, account, file)) : notFound(c.var.texts);
  })
  .get('/links/:rest{.*}', (c) => notFound(c.var.texts));
