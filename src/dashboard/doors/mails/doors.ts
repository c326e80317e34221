import { charges } from '../../../charges/type.ts';
import { updateCharge } from '../../../charges/update.ts';
import { integer, required, text } from '../../../contract/shape.ts';
import { invalidRequest, resourceMissing } from '../../../kernel/errors.ts';
import { isEmail } from '../../../shared/formats.ts';
import { door } from '../../door.ts';
import { listOwn } from '../../list-own.ts';
import { receiptMail } from './receipt.ts';
import { type Mail, mails } from './type.ts';

/** Digits of a receipt's number in its two groups. */
const RECEIPT_DIGITS = 4;

/** Sends a receipt: the mail, the charge's address and its receipt number are in one commit. */
const sendReceipt = door(
  'POST /charges/{id}/receipt',
  { email: required(text) },
  async (context, { email }, { id }) => {
    const { work, account } = context;
    if (!isEmail(email)) throw invalidRequest(`Invalid email address: ${email}`, { param: 'email' });
    const charge = await work.require(charges, id);
    if (!charge.paid || !charge.captured) {
      throw invalidRequest('Only a payment that was made has a receipt. Capture it first.', { param: 'id' });
    }
    const addressed = await updateCharge(context, charge, { receipt_email: email });
    const number = addressed.receipt_number ?? newNumber((length) => work.newSecret(length));
    const numbered =
      addressed.receipt_number === null ? work.save({ ...addressed, receipt_number: number }) : addressed;
    return work.insert<Mail>(mails, {
      id: work.newId('mail'),
      object: 'florin.mail',
      to: email,
      about: charge.id,
      created: work.now,
      ...receiptMail(numbered, account.displayName, number),
    });
  },
);

/** Sends a mail once more, to the same address. */
const sendAgain = door('POST /mails/{id}/resend', {}, async ({ work }, _params, { id }) => {
  const mail = await work.require(mails, id);
  return work.insert<Mail>(mails, { ...mail, id: work.newId('mail'), created: work.now });
});

const list = door('GET /mails', { after: text, before: text, limit: integer }, (context, params) =>
  listOwn(context, mails, params, ({ html: _html, text: _text, ...row }) => row),
);

const retrieve = door('GET /mails/{id}', {}, async ({ work }, _params, { id }) => {
  const mail = await work.get(mails, id);
  if (!mail) throw resourceMissing('mail', id, 'id');
  return mail;
});

export const mailDoors = [sendReceipt, sendAgain, list, retrieve];

/** A number such as 1234-5678. */
function newNumber(random: (length: number) => string): string {
  const digits = [...random(2 * RECEIPT_DIGITS)].map((letter) => letter.charCodeAt(0) % 10).join('');
  return `${digits.slice(0, RECEIPT_DIGITS)}-${digits.slice(RECEIPT_DIGITS)}`;
}
