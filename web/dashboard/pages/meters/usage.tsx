import { useState } from 'preact/hooks';
import { invalidate } from '../../data/query.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { DayChart } from '../../parts/day-chart.tsx';
import { Section } from '../../parts/detail.tsx';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import { useNow } from '../../shell/world-clock.ts';
import { useLanguage } from '../../words/words.ts';
import type { Customer } from '../customers/types.ts';
import type { Meter } from './type.ts';

const DAY_SECONDS = 86_400;
const DAYS = 28;
const CUSTOMERS = 100;

/** Response of the summaries of a meter. */
interface Summary {
  readonly start_time: number;
  readonly aggregated_value: number;
}

/** Usage of a customer by day, and a form that reports usage. */
export function Usage({ object: meter }: { object: Meter }) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const today = Math.floor(useNow() / DAY_SECONDS) * DAY_SECONDS;
  const customers = useGet<ApiList<Customer>>('/v1/customers', { limit: CUSTOMERS }).data?.data ?? [];
  const [chosen, setChosen] = useState('');
  const [value, setValue] = useState('1');
  const { busy, problem, submit } = useSubmit();
  const customer = chosen || customers[0]?.id;
  const range = { start_time: today - (DAYS - 1) * DAY_SECONDS, end_time: today + DAY_SECONDS };
  const path = customer === undefined ? null : `/v1/billing/meters/${meter.id}/event_summaries`;
  const summaries = useGet<ApiList<Summary>>(
    path,
    { customer, ...range, value_grouping_window: 'day', limit: CUSTOMERS },
    ['meters', 'clock'],
  );
  const byDay = new Map(summaries.data?.data.map((one) => [one.start_time, one.aggregated_value]));
  const days = Array.from({ length: DAYS }, (_, n) => {
    const day = range.start_time + n * DAY_SECONDS;
    return { day, value: byDay.get(day) ?? 0 };
  });
  const names = words.meters;
  const report = () =>
    submit(async () => {
      await post('/v1/billing/meter_events', {
        event_name: meter.event_name,
        payload: {
          [meter.customer_mapping.event_payload_key]: customer,
          [meter.value_settings.event_payload_key]: value,
        },
      });
      invalidate('meters');
    });
  return (
    <Section title={names.usage}>
      {customer === undefined ? (
        <p class="muted">{words.customers.empty}</p>
      ) : (
        <form
          class="card"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void report();
          }}
        >
          <div class="columns">
            <SelectField
              name="customer"
              label={words.common.customer}
              value={customer}
              onChange={setChosen}
              choices={customers.map(({ id, name, email }) => [id, name ?? email ?? id] as const)}
            />
            <TextField name="value" label={names.value} type="number" value={value} onChange={setValue} />
          </div>
          {problem && (
            <p class="problem" role="alert">
              {problem}
            </p>
          )}
          <p class="row">
            <Button type="submit" busy={busy}>
              {names.report}
            </Button>
          </p>
          <DayChart title={names.usage} days={days} format={(used) => new Intl.NumberFormat(tag).format(used)} large />
        </form>
      )}
    </Section>
  );
}
