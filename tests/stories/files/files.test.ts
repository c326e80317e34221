import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { LARGEST_UPLOAD } from '../../../src/api/codecs/multipart.ts';
import { CHUNK_BYTES, MOST_UPLOADS_OF_PAGES } from '../../../src/files/contents.ts';
import { disposition } from '../../../src/files/download.ts';
import { MIMETYPES } from '../../../src/files/file-types.ts';
import { PURPOSES, rulesOf } from '../../../src/files/purposes.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';

const DAY = 86_400;

/** A file that begins like its type; the rest is random. */
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2000)]);
const png = (size: number) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(size - 8)]);

const SAMPLES: Readonly<Record<keyof typeof MIMETYPES, Buffer>> = {
  apk: Buffer.from('PK\x03\x04....AndroidManifest.xml'),
  csv: Buffer.from('name,amount\nJenny,1000\n'),
  docx: Buffer.from('PK\x03\x04....word/document.xml'),
  gif: Buffer.from('GIF89a....'),
  jpg: Buffer.from('\xff\xd8\xff\xe0....', 'latin1'),
  json: Buffer.from('{"a": 1}'),
  md: Buffer.from('# Terms\n'),
  pdf: PDF,
  pem: Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'),
  png: png(951),
  svg: Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
  txt: Buffer.from('Terms'),
  xlsx: Buffer.from('PK\x03\x04....xl/workbook.xml'),
};

function upload(
  stripe: Stripe,
  purpose: Stripe.FileCreateParams.Purpose,
  data: Buffer,
  name = 'receipt.png',
  more: Partial<Stripe.FileCreateParams> = {},
): Promise<Stripe.File> {
  return stripe.files.create({ purpose, file: { data, name, type: 'application/octet-stream' }, ...more });
}

async function download({ florin }: Harness, url: string | null, key = 'sk_test_harness') {
  const response = await florin.fetch(url ?? '', { headers: { authorization: `Bearer ${key}` } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function disputed({ stripe, florin }: Harness): Promise<string> {
  await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_createDispute',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  await florin.settled();
  const [dispute] = (await stripe.disputes.list()).data;
  return dispute?.id ?? '';
}

describe('a shop that uploads files', () => {
  it('downloads its file with its key', () =>
    withFlorin(async (harness) => {
      const { stripe, clock } = harness;
      const data = png(951);
      const file = await upload(stripe, 'dispute_evidence', data, 'Rechnung für “Käthe”.png');
      expect(file).toMatchObject({
        object: 'file',
        filename: 'Rechnung für “Käthe”.png',
        purpose: 'dispute_evidence',
        size: 951,
        title: null,
        type: 'png',
        expires_at: file.created + 270 * DAY,
        links: { object: 'list', data: [], has_more: false, url: `/v1/file_links?file=${file.id}` },
        url: `http://127.0.0.1:12111/v1/files/${file.id}/contents`,
      });
      expect(file.created).toBe(Math.floor(clock.now() / 1000));
      expect(await stripe.files.retrieve(file.id)).toEqual(file);
      const { status, headers, bytes } = await download(harness, file.url);
      expect([status, headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(headers.get('content-disposition')).toContain("filename*=UTF-8''Rechnung%20f%C3%BCr");
      expect(bytes.equals(data)).toBe(true);
      expect(await harness.eventTypes()).toEqual(['file.created']);
    }));

  it('downloads files whose long names would be cut inside an emoji', () =>
    withFlorin(async (harness) => {
      for (const name of [`${'😀'.repeat(200)}.png`, `${'😀'.repeat(200)}1.png`, '😀'.repeat(300)]) {
        const file = await upload(harness.stripe, 'dispute_evidence', png(200), name);
        expect(file.filename?.isWellFormed()).toBe(true);
        expect(file.filename?.length).toBeGreaterThan(253);
        expect((await download(harness, file.url)).status).toBe(200);
      }
      // As an older Florin stored it.
      expect(disposition('\udc00.png')).toContain('%EF%BF%BD.png');
    }));

  it('uploads several megabytes, which are stored in parts, and the same file twice', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const data = png(5 * 1024 * 1024);
      expect(data.length).toBeGreaterThan(12 * CHUNK_BYTES);
      const first = await upload(stripe, 'dispute_evidence', data);
      const again = await upload(stripe, 'dispute_evidence', data);
      expect(again.id).not.toBe(first.id);
      for (const { url } of [first, again]) {
        expect((await download(harness, url)).bytes.equals(data)).toBe(true);
      }
    }));

  it('retries with its key without a second file, and cannot reuse the key for other content', () =>
    withFlorin(async ({ stripe }) => {
      const send = (data: Buffer) =>
        stripe.files.create(
          { purpose: 'dispute_evidence', file: { data, name: 'a.png', type: 'image/png' } },
          { idempotencyKey: 'upload-1' },
        );
      const data = png(500);
      const first = await send(data);
      expect(await send(data)).toMatchObject({ id: first.id });
      await expect(send(png(500))).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
      expect((await stripe.files.list()).data).toHaveLength(1);
    }));

  it('lists them by their purpose', () =>
    withFlorin(async ({ stripe }) => {
      const logo = await upload(stripe, 'business_logo', png(100), 'logo.png');
      const evidence = await upload(stripe, 'dispute_evidence', PDF, 'terms.pdf');
      expect(evidence.type).toBe('pdf');
      expect((await stripe.files.list()).data.map(({ id }) => id)).toEqual([evidence.id, logo.id]);
      expect((await stripe.files.list({ purpose: 'business_logo' })).data).toEqual([logo]);
    }));

  it.each(PURPOSES)('uploads allowed types for %s, and gets errors for the rest', (purpose) =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { types, downloadable, keptDays } = rulesOf(purpose);
      for (const [type, data] of Object.entries(SAMPLES)) {
        const sent = upload(stripe, purpose, data, `file.${type}`);
        if (types.some((known) => known === type)) {
          const file = await sent;
          expect(file).toMatchObject({
            type,
            purpose,
            expires_at: keptDays === null ? null : file.created + keptDays * DAY,
          });
          expect(file.url === null).toBe(!downloadable);
        } else {
          await expect(sent, type).rejects.toMatchObject({
            statusCode: 400,
            param: 'file',
            message: expect.stringContaining(
              types
                .map((known) => MIMETYPES[known])
                .sort()
                .join(', '),
            ),
          });
        }
      }
      await expect(upload(stripe, purpose, Buffer.alloc(0), 'nothing.pdf')).rejects.toMatchObject({ param: 'file' });
    }),
  );

  it('gets an error for a file that is too large', () =>
    withFlorin(async ({ stripe }) => {
      await expect(upload(stripe, 'business_icon', png(512 * 1024 + 1))).rejects.toMatchObject({
        statusCode: 400,
        param: 'file',
      });
      await expect(upload(stripe, 'account_requirement', png(LARGEST_UPLOAD))).rejects.toMatchObject({
        statusCode: 413,
      });
      expect((await stripe.files.list()).data).toEqual([]);
    }));

  it('gets an error without a file', () =>
    withFlorin(async ({ call }) => {
      const { status, body } = await call('POST', '/v1/files', { file: 'receipt.png', purpose: 'dispute_evidence' });
      expect([status, body.error.param]).toEqual([400, 'file']);
      const type = { 'content-type': 'multipart/form-data; boundary=x' };
      const broken = await call('POST', '/v1/files', '--y\r\n', { headers: type });
      expect(broken.status).toBe(400);
      const part = (name: string) =>
        `--x\r\nContent-Disposition: form-data; name="${name}"; filename="a"\r\n\r\nabc\r\n`;
      const misplaced = await call('POST', '/v1/customers', `${part('name')}--x--\r\n`, { headers: type });
      expect([misplaced.status, misplaced.body.error.param]).toEqual([400, 'name']);
      const form = '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nJenny & co\r\n--x--\r\n';
      expect((await call('POST', '/v1/customers', form, { headers: type })).body).toMatchObject({ name: 'Jenny & co' });
    }));

  it('cannot download files of private purposes, or expired ones', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const passport = await upload(stripe, 'identity_document', png(100));
      expect(passport.url).toBeNull();
      const at = (id: string) => `http://127.0.0.1:12111/v1/files/${id}/contents`;
      expect((await download(harness, at(passport.id))).status).toBe(400);
      expect((await download(harness, at('file_nothing'))).status).toBe(404);
      const signature = await upload(stripe, 'customer_signature', png(100));
      expect((await download(harness, signature.url, 'sk_test_somebody')).status).toBe(404);
      expect((await download(harness, signature.url, 'pk_test_harness')).status).toBe(401);
      await florin.advance('7d');
      expect((await download(harness, signature.url)).status).toBe(404);
      await expect(stripe.fileLinks.create({ file: signature.id })).rejects.toMatchObject({ param: 'file' });
    }));
});

describe('a page that uploads a file', () => {
  it('gets its id, but no address to download it', () =>
    withFlorin(async ({ stripe, client }) => {
      const page = client('pk_test_harness');
      const sent = await upload(page, 'identity_document', png(100));
      expect(sent).toMatchObject({ object: 'file', url: null });
      expect(sent).not.toHaveProperty('links');
      const share = { file_link_data: { create: true } };
      await expect(upload(page, 'dispute_evidence', png(100), 'a.png', share)).rejects.toMatchObject({
        param: 'file_link_data',
      });
      expect(await stripe.files.retrieve(sent.id)).toMatchObject({ id: sent.id, links: { data: [] } });
    }));
});

describe('a shop that shares a file', () => {
  it('gets a public address that works until it expires', () =>
    withFlorin(async ({ stripe, florin }) => {
      const data = png(3000);
      const file = await upload(stripe, 'business_logo', data);
      const until = file.created + DAY;
      const link = await stripe.fileLinks.create({ file: file.id, expires_at: until, metadata: { for: 'press' } });
      expect(link).toMatchObject({
        object: 'file_link',
        expired: false,
        expires_at: until,
        file: file.id,
        livemode: false,
        metadata: { for: 'press' },
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:12111\/links\/[\w-]+$/),
      });
      expect((await stripe.files.retrieve(file.id)).links?.data).toEqual([link]);
      const opened = await florin.fetch(link.url ?? '');
      expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(Buffer.from(await opened.arrayBuffer()).equals(data)).toBe(true);
      await florin.advance('1d');
      expect((await florin.fetch(link.url ?? '')).status).toBe(404);
      const expired = { ...link, expired: true };
      expect(await stripe.fileLinks.retrieve(link.id)).toEqual(expired);
      expect((await stripe.files.retrieve(file.id)).links?.data).toEqual([expired]);
      await expect(stripe.fileLinks.update(link.id, { metadata: { a: '1' } })).rejects.toMatchObject({
        statusCode: 400,
      });
    }));

  it('shares it at the upload, changes the expiry, and ends it', () =>
    withFlorin(async ({ stripe, florin }) => {
      const shared = await upload(stripe, 'dispute_evidence', PDF, 'a.pdf', {
        file_link_data: { create: true, metadata: { to: 'bank' } },
      });
      const [first] = shared.links?.data ?? [];
      expect(first).toMatchObject({ file: shared.id, metadata: { to: 'bank' }, expires_at: null });
      const id = first?.id ?? '';
      const later = shared.created + 1000;
      expect(await stripe.fileLinks.update(id, { expires_at: later })).toMatchObject({ expires_at: later });
      expect(await stripe.fileLinks.update(id, { expires_at: '' })).toMatchObject({ expires_at: null });
      await expect(stripe.fileLinks.update(id, { expires_at: shared.created })).rejects.toMatchObject({
        param: 'expires_at',
      });
      const ended = await stripe.fileLinks.update(id, { expires_at: 'now' });
      expect(ended).toMatchObject({ expired: true, expires_at: shared.created });
      expect((await florin.fetch(first?.url ?? '')).status).toBe(404);
      const other = await stripe.fileLinks.create({ file: shared.id, expand: ['file'] });
      expect(other.file).toMatchObject({ id: shared.id, links: { data: [{ id: other.id }, { id }] } });
      const ids = async (params: Stripe.FileLinkListParams) =>
        (await stripe.fileLinks.list(params)).data.map((link) => link.id);
      expect(await ids({ file: shared.id })).toEqual([other.id, id]);
      expect(await ids({ expired: true })).toEqual([id]);
      expect(await ids({ expired: false })).toEqual([other.id]);
    }));

  it("cannot make a drawing's scripts run", () =>
    withFlorin(async ({ stripe, florin }) => {
      const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
      const file = await upload(stripe, 'customer_signature', drawing, 'signature.svg');
      const { url } = await stripe.fileLinks.create({ file: file.id });
      const { headers } = await florin.fetch(url ?? '');
      expect(headers.get('content-type')).toBe('image/svg+xml');
      expect(headers.get('content-security-policy')).toContain('sandbox');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }));

  it('cannot share files that cannot be downloaded, and addresses lead to nothing else', () =>
    withFlorin(async ({ stripe, florin }) => {
      const passport = await upload(stripe, 'identity_document', png(100));
      await expect(stripe.fileLinks.create({ file: passport.id })).rejects.toMatchObject({ param: 'file' });
      await expect(stripe.fileLinks.create({ file: 'file_nothing' })).rejects.toMatchObject({
        code: 'resource_missing',
        param: 'file',
        message: "No such file upload: 'file_nothing'",
      });
      const share = { file_link_data: { create: true } };
      await expect(upload(stripe, 'identity_document', png(100), 'a.png', share)).rejects.toMatchObject({
        param: 'file_link_data[create]',
      });
      const file = await upload(stripe, 'business_logo', png(100));
      const link = await stripe.fileLinks.create({ file: file.id });
      const [, token = ''] = /links\/(.*)$/.exec(link.url ?? '') ?? [];
      const guess = Buffer.from(token, 'base64url')
        .toString()
        .replace(/.$/, (last) => (last === '0' ? '1' : '0'));
      for (const wrong of ['x', Buffer.from(guess).toString('base64url'), token.slice(0, -4)]) {
        expect((await florin.fetch(`http://127.0.0.1:12111/links/${wrong}`)).status).toBe(404);
      }
    }));
});

describe('a shop that counters a dispute with files', () => {
  it('adds them to the evidence, and sees them in the dispute', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const id = await disputed(harness);
      const receipt = await upload(stripe, 'dispute_evidence', PDF, 'receipt.pdf');
      const signature = await upload(stripe, 'customer_signature', png(100), 'signature.png');
      const staged = await stripe.disputes.update(id, {
        evidence: { receipt: receipt.id, customer_signature: signature.id },
        submit: false,
        expand: ['evidence.receipt'],
      });
      expect(staged.evidence).toMatchObject({ receipt, customer_signature: signature.id });
      expect(staged.evidence_details).toMatchObject({ has_evidence: true, submission_count: 0 });
      const other = await upload(stripe, 'dispute_evidence', png(100));
      const sent = await stripe.disputes.update(id, {
        evidence: { customer_signature: other.id, uncategorized_text: 'winning_evidence' },
      });
      expect(sent).toMatchObject({
        status: 'under_review',
        evidence: { receipt: receipt.id, customer_signature: other.id },
      });
      expect((await stripe.disputes.retrieve(id)).status).toBe('won');
    }));

  it('gets an error for files that cannot be evidence', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const id = await disputed(harness);
      const before = await stripe.disputes.retrieve(id);
      const send = (evidence: Stripe.DisputeUpdateParams.Evidence) => stripe.disputes.update(id, { evidence });
      await expect(send({ receipt: 'file_123' })).rejects.toMatchObject({
        statusCode: 400,
        code: 'resource_missing',
        param: 'evidence[receipt]',
        message: "No such file upload: 'file_123'",
      });
      const logo = await upload(stripe, 'business_logo', png(100));
      const signature = await upload(stripe, 'customer_signature', png(100));
      for (const { id: file } of [logo, signature]) {
        await expect(send({ receipt: file })).rejects.toMatchObject({ statusCode: 400, param: 'evidence[receipt]' });
      }
      const half = await upload(stripe, 'dispute_evidence', png(2_300_000));
      const other = await upload(stripe, 'dispute_evidence', png(2_300_000));
      await expect(send({ receipt: half.id, refund_policy: other.id })).rejects.toMatchObject({
        statusCode: 400,
        param: 'evidence',
      });
      expect(await stripe.disputes.retrieve(id)).toEqual(before);
      await florin.advance('7d');
      await expect(send({ customer_signature: signature.id })).rejects.toMatchObject({
        param: 'evidence[customer_signature]',
      });
    }));
});

describe('many at once', () => {
  it('stores the uploads of a page one after another, and refuses those that are too many', () =>
    withFlorin(async ({ client }) => {
      const page = client('pk_test_harness');
      const sent = Array.from({ length: MOST_UPLOADS_OF_PAGES * 3 }, (_, n) =>
        upload(page, 'identity_document', png(CHUNK_BYTES * 8 + n)),
      );
      const statuses = (await Promise.allSettled(sent)).map((result) =>
        result.status === 'fulfilled' ? 200 : result.reason.statusCode,
      );
      expect(new Set(statuses)).toEqual(new Set([200, 429]));
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(MOST_UPLOADS_OF_PAGES);
      expect((await upload(client('sk_test_harness'), 'identity_document', PDF)).object).toBe('file');
    }));
});
