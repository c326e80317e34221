import { useState } from 'preact/hooks';
import type { PaymentRow } from '../../../../src/shared/payment-row.ts';
import { money } from '../../data/format.ts';
import type { PageProps } from '../../data/page-props.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button, DialogForm } from '../../parts/dialog-form.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import { JsonTab } from '../../parts/json-tab.tsx';
import type { RowPage } from '../../parts/list-page.tsx';
import { MetadataSection } from '../../parts/metadata.tsx';
import { Pending } from '../../parts/notices.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { paymentColumns } from '../payments/columns.tsx';
import { testCardChoices } from '../payments/test-cards.ts';
import { Methods } from './methods.tsx';
import type { Customer, SavedMethod, TaxId } from './types.ts';

const TOPICS = ['customers', 'payments'];
const SHOWN = 10;

/** A customer: their methods, payments and balances. */
export function Page({ id = '' }: PageProps) {
  const { words } = useLanguage();
  const [open, setOpen] = useState<'attach' | 'edit' | 'delete' | null>(null);
  const path = `/v1/customers/${id}`;
  const { data: customer, error, reload } = useGet<Customer>(path, {}, TOPICS);
  if (!customer || 'deleted' in customer) return <Pending error={error} onRetry={reload} />;
  const names = words.customers;
  return (
    <>
      <Detail
        back={{ path: 'customers', text: names.title }}
        title={customer.name || customer.email || customer.id}
        ids={[customer.id]}
        subtitle={customer.email}
        actions={
          <>
            <Button shortcut="a" onClick={() => setOpen('attach')}>
              {names.attach}
            </Button>
            <Button onClick={() => setOpen('edit')}>{names.edit}</Button>
            <Button onClick={() => setOpen('delete')}>{names.delete}</Button>
          </>
        }
        tabs={[
          { name: 'overview', text: words.common.overview, show: () => <Overview customer={customer} /> },
          { name: 'json', text: words.common.json, show: () => <JsonTab path={path} topics={TOPICS} /> },
        ]}
      />
      {open === 'attach' && <AttachDialog id={id} onClose={() => setOpen(null)} />}
      {open === 'edit' && <EditDialog customer={customer} onClose={() => setOpen(null)} />}
      {open === 'delete' && <DeleteDialog id={id} onClose={() => setOpen(null)} />}
    </>
  );
}

function Overview({ customer }: { customer: Customer }) {
  const language = useLanguage();
  const { words, tag } = language;
  const link = useLink();
  const { post } = useCalls();
  const names = words.customers;
  const methods = useGet<ApiList<SavedMethod>>(`/v1/customers/${customer.id}/payment_methods`, { limit: 100 }, TOPICS);
  const payments = useGet<RowPage<PaymentRow>>('/payments', { customer: customer.id, limit: SHOWN }, TOPICS);
  const taxIds = useGet<ApiList<TaxId>>(`/v1/customers/${customer.id}/tax_ids`, {}, TOPICS);
  const currency = customer.currency ?? 'usd';
  return (
    <>
      <div class="two">
        <Section title={names.methods}>
          {methods.data && (
            <Methods
              methods={methods.data.data}
              isDefault={(one) => one === customer.invoice_settings?.default_payment_method}
            />
          )}
        </Section>
        <Section title={words.common.details}>
          <Facts
            facts={[
              [words.common.email, customer.email],
              [names.phone, customer.phone],
              [words.common.description, customer.description],
              [names.balance, customer.balance !== 0 && money(-customer.balance, currency, tag)],
              [names.taxIds, taxIds.data?.data.map(({ value }) => value).join(', ')],
              [words.common.created, <When key="created" at={customer.created} exact />],
            ]}
          />
        </Section>
      </div>
      <Section title={names.payments}>
        {payments.data?.data.length === 0 && <p class="muted">{names.noPayments}</p>}
        {payments.data && payments.data.data.length > 0 && (
          <DataTable
            caption={names.payments}
            columns={paymentColumns(language).filter(({ key }) => key !== 'customer')}
            rows={payments.data.data}
            keyOf={({ id }) => id}
            hrefOf={({ id }) => link(`payments/${id}`)}
          />
        )}
        {payments.data?.older && <a href={link(`payments?customer=${customer.id}`)}>{words.common.all}</a>}
      </Section>
      <MetadataSection
        metadata={customer.metadata}
        onSave={(metadata) => post(`/v1/customers/${customer.id}`, { metadata })}
      />
    </>
  );
}

function AttachDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { words } = useLanguage();
  const { post } = useCalls();
  const [method, setMethod] = useState('pm_card_visa');
  return (
    <DialogForm
      title={words.customers.attach}
      text={words.customers.attachText}
      submit={words.customers.attach}
      onClose={onClose}
      onSubmit={() => post(`/v1/payment_methods/${method}/attach`, { customer: id })}
    >
      <SelectField
        name="payment_method"
        label={words.payments.paymentMethod}
        value={method}
        onChange={setMethod}
        choices={testCardChoices(words)}
      />
    </DialogForm>
  );
}

function EditDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { words } = useLanguage();
  const { post } = useCalls();
  const { name, email, phone, description } = customer;
  const [fields, setFields] = useState({
    name: name ?? '',
    email: email ?? '',
    phone: phone ?? '',
    description: description ?? '',
  });
  const field = (key: keyof typeof fields, label: string) => (
    <TextField
      name={key}
      label={label}
      value={fields[key]}
      onChange={(value) => setFields({ ...fields, [key]: value })}
    />
  );
  return (
    <DialogForm
      title={words.customers.edit}
      submit={words.common.save}
      onClose={onClose}
      onSubmit={() => post(`/v1/customers/${customer.id}`, fields)}
    >
      {field('name', words.common.name)}
      {field('email', words.common.email)}
      {field('phone', words.customers.phone)}
      {field('description', words.common.description)}
    </DialogForm>
  );
}

function DeleteDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { words } = useLanguage();
  const calls = useCalls();
  const link = useLink();
  return (
    <DialogForm
      title={words.customers.delete}
      text={words.customers.deleteText}
      submit={words.customers.delete}
      danger
      onClose={onClose}
      onSubmit={async () => {
        await calls.delete(`/v1/customers/${id}`);
        go(link('customers'));
      }}
    />
  );
}
