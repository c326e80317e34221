import type { PaymentRow } from '../../../../src/shared/payment-row.ts';
import { money } from '../../data/format.ts';
import { Facts, Section } from '../../parts/detail.tsx';
import { Id } from '../../parts/id.tsx';
import { MetadataSection } from '../../parts/metadata.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { MethodText } from './method.tsx';
import { momentsOf } from './moments.tsx';
import type { BalanceTransaction, ChargeFacts, DisputeFacts, Intent, Refund } from './types.ts';

interface OverviewProps {
  readonly row: PaymentRow;
  readonly object: Intent | undefined;
  readonly charges: readonly ChargeFacts[];
  readonly refunds: readonly Refund[];
  readonly disputes: readonly DisputeFacts[];
  readonly onMetadata: (metadata: Readonly<Record<string, string>>) => Promise<unknown>;
}

/** The facts of a payment, and what happened to it. */
export function Overview({ row, object, charges, refunds, disputes, onMetadata }: OverviewProps) {
  const language = useLanguage();
  const { words, tag } = language;
  const names = words.payments;
  const charge = charges.find(({ id }) => id === row.charge);
  const txn = transactionOf(charge);
  const card = cardOf(charge);
  return (
    <>
      {row.error && <Reason row={row} />}
      {row.waits_for && <Waits what={row.waits_for} />}
      <div class="two">
        <Section title={words.common.timeline}>
          <Timeline moments={object ? momentsOf(language, object, { charges, refunds, disputes }) : []} />
        </Section>
        <div>
          <Section title={words.common.details}>
            <Facts
              facts={[
                [words.common.customer, row.customer && <CustomerText customer={row.customer} />],
                [names.method, row.method && <MethodText method={row.method} />],
                [names.expires, card && `${card.exp_month}/${card.exp_year}`],
                [names.country, card && `${card.country ?? ''} ${card.funding ?? ''}`.trim()],
                [names.refunded, row.refunded > 0 && money(row.refunded, row.currency, tag)],
                [names.fee, txn && money(txn.fee, txn.currency, tag)],
                [names.net, txn && money(txn.net, txn.currency, tag)],
                [names.available, txn && <When at={txn.available_on} exact />],
                [names.captureBefore, row.capture_before && <When at={row.capture_before} exact />],
                [names.statement, charge?.calculated_statement_descriptor],
                [names.receiptTo, charge?.receipt_email && `${charge.receipt_email} ${charge.receipt_number ?? ''}`],
                [words.common.created, <When key="created" at={row.created} exact />],
              ]}
            />
          </Section>
          <MetadataSection metadata={object?.metadata ?? null} onSave={onMetadata} />
          <Section title={names.related}>
            <ul>
              {[
                ...charges.map(({ id }) => id),
                ...refunds.map(({ id }) => id),
                ...disputes.map(({ id }) => id),
                ...(txn ? [txn.id] : []),
              ].map((id) => (
                <li key={id}>
                  <Id id={id} />
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
    </>
  );
}

function CustomerText({ customer }: { customer: NonNullable<PaymentRow['customer']> }) {
  return (
    <>
      {customer.name} {customer.email} <Id id={customer.id} />
    </>
  );
}

/** The reason of a failed payment, and what to do about it. */
function Reason({ row }: { row: PaymentRow }) {
  const { words } = useLanguage();
  const names = words.payments;
  const { code, decline_code: decline, message } = row.error ?? { code: null, decline_code: null, message: '' };
  const advice: Readonly<Record<string, string>> = names.advice;
  const found = advice[decline ?? ''] ?? advice[code ?? ''];
  return (
    <div class="notice error">
      <p>
        <strong>{names.failure}:</strong> {message}
      </p>
      <p>
        {code && (
          <>
            {names.errorCode} <code>{code}</code>{' '}
          </>
        )}
        {decline && (
          <>
            {names.declineCode} <code>{decline}</code>{' '}
          </>
        )}
        {code && (
          <a href={`https://docs.stripe.com/error-codes#${code.replaceAll('_', '-')}`} target="_blank" rel="noreferrer">
            {words.common.learnMore}
          </a>
        )}
      </p>
      {found && <p>{found}</p>}
    </div>
  );
}

function Waits({ what }: { what: string }) {
  const { words } = useLanguage();
  const waits: Readonly<Record<string, string>> = words.payments.waits;
  return (
    <p class="notice">
      {words.payments.waitsFor}: {waits[what] ?? words.payments.waits.other}
    </p>
  );
}

function transactionOf(charge: ChargeFacts | undefined): BalanceTransaction | undefined {
  const found = charge?.balance_transaction;
  return typeof found === 'object' && found !== null ? found : undefined;
}

interface CardDetails {
  readonly exp_month?: number;
  readonly exp_year?: number;
  readonly country?: string | null;
  readonly funding?: string | null;
}

/** The card of a charge, if it was one. */
function cardOf(charge: ChargeFacts | undefined): CardDetails | undefined {
  const details = charge?.payment_method_details;
  // The hash under the name of the type is of that type.
  return details?.type === 'card' ? (details.card as CardDetails | undefined) : undefined;
}
