import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { applicationOf } from '../../../src/kernel/account-names.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { send, visit } from '../../support/visit.ts';
import { complete, JENNY } from '../accounts/onboarding-data.ts';

const BASE = 'http://127.0.0.1:12111';
const REDIRECT = 'https://platform.example/connected';
/** A PNG of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function set({ call }: Harness, settings: Record<string, string>) {
  return call('POST', '/_florin/platform', settings);
}

/** The first page of an account's form. */
async function form({ stripe, florin }: Harness, params: Stripe.AccountCreateParams = {}) {
  const { id: account } = await stripe.accounts.create(params);
  const [refresh_url, return_url] = ['https://platform.example/again', 'https://platform.example/done'];
  const { url } = await stripe.accountLinks.create({ account, refresh_url, return_url, type: 'account_onboarding' });
  const flow = `${BASE}${(await visit(florin, url)).location}`;
  return { account, flow, first: await visit(florin, `${BASE}${(await visit(florin, flow)).location}`) };
}

describe('the brand of a platform', () => {
  test('is its name, icon and color on the pages of its accounts, and in its own account', () =>
    withFlorin(async (harness) => {
      const icon = 'https://platform.example/icon.png';
      const { body } = await set(harness, { name: 'Rocket Rides', icon, primary_color: '#635BFF' });
      expect(body).toMatchObject({ name: 'Rocket Rides', icon, primary_color: '#635bff' });
      expect((await harness.call('GET', '/_florin/platform')).body).toEqual(body);
      const { first } = await form(harness);
      expect(first.text).toContain('<strong>Rocket Rides</strong>');
      expect(first.text).toContain('Get paid by Rocket Rides');
      expect(first.text).toContain(`<img src="${icon}"`);
      expect(first.headers.get('content-security-policy')).toContain('img-src * data:');
      const style = await visit(harness.florin, `${BASE}/_florin/brand/635bff.css`);
      expect(first.text).toContain('/_florin/brand/635bff.css');
      expect(style.text).toContain('--brand: #635bff; --on-brand: #ffffff');
      const { settings, business_profile: profile } = await harness.stripe.accounts.retrieveCurrent();
      expect([settings?.branding.primary_color, profile?.name]).toEqual(['#635bff', 'Rocket Rides']);
      await set(harness, { icon: '', primary_color: '' });
      const plain = (await form(harness)).first.text;
      expect([plain.includes('/_florin/brand/'), plain.includes(icon)]).toEqual([false, false]);
    }));

  test('takes no other image, color, name or address, and none of a connected account', () =>
    withFlorin(async (harness) => {
      for (const [param, value] of [
        ['icon', 'file_1'],
        ['primary_color', 'red'],
        ['name', ' '],
        ['redirect_uris[0]', 'ftp://platform.example'],
      ] as const) {
        expect((await set(harness, { [param]: value })).body.error).toMatchObject({ param });
      }
      const { id } = await harness.stripe.accounts.create();
      const headers = { 'stripe-account': id };
      expect((await harness.call('GET', '/_florin/platform', {}, { headers })).status).toBe(400);
    }));
});

describe('OAuth', () => {
  const page = async (harness: Harness, params: Record<string, string> = {}) => {
    const { id } = await harness.stripe.accounts.retrieveCurrent();
    const query = { response_type: 'code', client_id: applicationOf(id), scope: 'read_write', ...params };
    return `${BASE}/oauth/authorize?${new URLSearchParams(query)}`;
  };

  test('returns to registered addresses only, and to the first where none is sent', () =>
    withFlorin(async (harness) => {
      await set(harness, { 'redirect_uris[0]': REDIRECT, 'redirect_uris[1]': 'http://localhost:3000/back' });
      const other = await visit(harness.florin, await page(harness, { redirect_uri: 'https://evil.example/' }));
      expect(other.status).toBe(400);
      expect(JSON.parse(other.text)).toMatchObject({ error: 'invalid_redirect_uri' });
      for (const [params, start] of [
        [{}, `${REDIRECT}?`],
        [{ redirect_uri: 'http://localhost:3000/back' }, 'http://localhost:3000/back?'],
      ] as const) {
        const { location } = await send(harness.florin, await page(harness, params), { choice: 'allow' });
        expect(location).toContain(start);
      }
    }));

  test('offers an account first or a new one, and asks again only where the platform wants it', () =>
    withFlorin(async (harness) => {
      const { florin } = harness;
      const url = await page(harness, { redirect_uri: REDIRECT });
      const allowed = await send(florin, url, { choice: 'allow', email: 'owner@example.com' });
      const selected = /value="acct_\w+" selected/;
      expect((await visit(florin, url)).text).not.toMatch(selected);
      expect((await visit(florin, `${url}&stripe_landing=login`)).text).toMatch(selected);
      expect(JSON.parse((await visit(florin, `${url}&stripe_landing=other`)).text).error).toBe('invalid_request');
      const cookie = allowed.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
      const again = await visit(florin, url, { cookie });
      expect([again.status, again.location?.includes('code=ac_')]).toEqual([303, true]);
      expect((await visit(florin, `${url}&always_prompt=true`, { cookie })).status).toBe(200);
    }));
});

describe('a document of an owner', () => {
  test('is uploaded in the form and becomes a file of the account', () =>
    withFlorin(async (harness) => {
      const { florin, stripe } = harness;
      const dob = { day: 2, month: 3, year: 1970 };
      const person = { ...JENNY, dob, id_number: '111111111' };
      const { account, flow } = await form(harness, complete({ individual: person }));
      await florin.advance('1m');
      const page = await visit(florin, `${flow}/documents`);
      const [, name = ''] = /name="([^"]+)-upload"/.exec(page.text) ?? [];
      expect(name).toMatch(/verification\.document$/);
      const upload = (bytes: Buffer, type: string) => {
        const body = new FormData();
        body.set(`${name}-upload`, new Blob([new Uint8Array(bytes)], { type }), 'passport.png');
        return florin.fetch(`${flow}/documents`, { method: 'POST', body });
      };
      const refused = await upload(Buffer.from('no image'), 'text/plain');
      expect([refused.status, (await refused.text()).includes('file type')]).toEqual([422, true]);
      expect((await upload(PNG, 'image/png')).status).toBe(303);
      const { data } = await stripe.files.list({ purpose: 'identity_document' }, { stripeAccount: account });
      expect(data.map(({ filename }) => filename)).toEqual(['passport.png']);
      const broken = { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=y' } };
      expect((await florin.fetch(`${flow}/documents`, broken)).status).toBe(400);
    }));
});

test('the Express dashboard shows the balance and payouts, and its owner changes bank account and details', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const { account, flow } = await form(harness, { type: 'express', business_type: 'individual' });
    await send(florin, `${flow}/contact`, { skip: 'true' });
    await send(florin, `${flow}/review`, {});
    await florin.advance('1m');
    const { url } = await stripe.accounts.createLoginLink(account);
    const home = `${BASE}${(await visit(florin, url)).location}`;
    expect((await visit(florin, home)).text).toContain('On the way to your balance');
    expect((await visit(florin, `${home}/payouts`)).text).toContain('There are no payouts yet.');
    const bank = { routing_number: '110000000', 'account_numbers[account_number]': '000222222227' };
    const typed = { ...bank, 'account_numbers[account_number_validate]': '000222222227' };
    const saved = await send(florin, `${home}/account-management/bank`, typed);
    expect(saved.location).toMatch(/account-management$/);
    expect((await visit(florin, `${home}/account-management`)).text).toContain('•••• 2227');
    await send(florin, `${home}/account-management/person`, { phone: '+14155550100' });
    expect((await visit(florin, `${home}/account-management`)).text).toContain('+14155550100');
    expect((await visit(florin, `${home}/payments`)).status).toBe(403);
    harness.clock.move(86_400_000);
    expect((await visit(florin, `${home}/payouts`)).status).toBe(410);
  }));
