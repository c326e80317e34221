import { useState } from 'preact/hooks';
import { moment } from '../../data/format.ts';
import type { PageProps } from '../../data/page-props.ts';
import { preference } from '../../data/preferences.ts';
import { invalidate } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Detail, Section } from '../../parts/detail.tsx';
import { Button, DialogForm, useSubmit } from '../../parts/dialog-form.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Pending } from '../../parts/notices.tsx';
import { useLanguage } from '../../words/words.ts';
import type { Customer } from '../customers/types.ts';
import type { TestClock } from './types.ts';

const TOPICS = ['clock', 'events'];
const DAY = 86_400;
/** Steps forward, in seconds. */
const STEPS: Readonly<Record<string, number>> = { day: DAY, week: 7 * DAY, month: 31 * DAY, year: 366 * DAY };

/** A test clock: who lives on it, and time forward. */
export function Page({ id = '' }: PageProps) {
  const { words, tag } = useLanguage();
  const link = useLink();
  const calls = useCalls();
  const [step, setStep] = useState('month');
  const [deleting, setDeleting] = useState(false);
  const { busy, problem, submit } = useSubmit();
  const path = `/v1/test_helpers/test_clocks/${id}`;
  const { data: clock, error, reload } = useGet<TestClock>(path, {}, TOPICS);
  const customers = useGet<ApiList<Customer>>('/v1/customers', { test_clock: id, limit: 100 }, TOPICS);
  if (!clock) return <Pending error={error} onRetry={reload} />;
  const names = words.simulations;
  const advance = () =>
    submit(async () => {
      await calls.post(`${path}/advance`, { frozen_time: clock.frozen_time + (STEPS[step] ?? DAY) });
      invalidate('all');
    });
  return (
    <>
      <Detail
        back={{ path: 'simulations', text: names.title }}
        title={clock.name || clock.id}
        ids={[clock.id]}
        actions={<Button onClick={() => setDeleting(true)}>{names.delete}</Button>}
      >
        <p>
          <span class="muted">{names.time}</span>
          <br />
          <strong class="large">{moment(clock.frozen_time, tag, preference('utc') === 'on')}</strong>{' '}
          <span class="muted">{clock.status === 'ready' ? '' : clock.status.replaceAll('_', ' ')}</span>
        </p>
        <form
          class="inline form"
          onSubmit={(event) => {
            event.preventDefault();
            void advance();
          }}
        >
          <SelectField
            name="step"
            label={names.by}
            value={step}
            onChange={setStep}
            choices={Object.entries(names.steps)}
          />
          <Button type="submit" primary busy={busy || clock.status === 'advancing'}>
            {names.advance}
          </Button>
        </form>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <Section title={words.nav.customers}>
          <DataTable
            caption={words.nav.customers}
            columns={[
              {
                key: 'name',
                label: words.common.name,
                show: ({ name, email, id: own }: Customer) => name ?? email ?? own,
              },
              { key: 'email', label: words.common.email, show: ({ email }: Customer) => email },
            ]}
            rows={customers.data?.data ?? []}
            keyOf={(customer) => customer.id}
            hrefOf={(customer) => link(`customers/${customer.id}`)}
          />
        </Section>
      </Detail>
      {deleting && (
        <DialogForm
          title={names.delete}
          text={names.deleteText}
          submit={names.delete}
          danger
          onClose={() => setDeleting(false)}
          onSubmit={async () => {
            await calls.delete(path);
            go(link('simulations'));
          }}
        />
      )}
    </>
  );
}
