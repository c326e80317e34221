import { useState } from 'preact/hooks';
import { money } from '../../data/format.ts';
import { useMethods } from '../../data/methods.ts';
import { invalidate } from '../../data/query.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Section } from '../../parts/detail.tsx';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { CheckField, SelectField, TextField } from '../../parts/fields.tsx';
import { Id } from '../../parts/id.tsx';
import { Pending, useTitle } from '../../parts/notices.tsx';
import { useLanguage } from '../../words/words.ts';
import { type FaultState, outcomeText, useFaults } from './faults.ts';

interface Entry {
  readonly attempt: string;
  readonly kind: string;
  readonly amount: number;
  readonly currency: string;
  readonly charged: string;
  readonly outcome: string;
  readonly about: string | null;
  readonly status: string | null;
}

/** The simulated network: what its next attempts come to, and its journal. */
export function Page() {
  const { words } = useLanguage();
  const faults = useFaults();
  const names = words.network;
  useTitle(names.title);
  return (
    <>
      <div class="title">
        <h1>{names.title}</h1>
      </div>
      <p class="muted lead">{names.lead}</p>
      {faults.data ? <ArmForm state={faults.data} /> : <Pending error={faults.error} onRetry={faults.reload} />}
      <Journal />
    </>
  );
}

function ArmForm({ state }: { state: FaultState }) {
  const { words } = useLanguage();
  const calls = useCalls();
  const { types } = useMethods();
  const { busy, problem, problems, submit } = useSubmit();
  const [outcome, setOutcome] = useState('insufficient_funds');
  const [times, setTimes] = useState('1');
  const [method, setMethod] = useState('');
  const [chance, setChance] = useState('100');
  const [amount, setAmount] = useState('');
  const [always, setAlways] = useState(false);
  const names = words.network;
  if (!state.simulated) return <p class="notice attention">{names.foreign}</p>;
  const arm = () =>
    submit(async () => {
      const limits = { chance, amount: amount || undefined, method: method || undefined };
      await calls.post('/faults', { outcome, ...(always ? { always } : { times }), ...limits });
      invalidate('network');
    });
  const disarm = () =>
    submit(async () => {
      await calls.delete('/faults');
      invalidate('network');
    });
  return (
    <form
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void arm();
      }}
    >
      <div class="columns">
        <SelectField
          name="outcome"
          label={names.next}
          value={outcome}
          onChange={setOutcome}
          choices={state.outcomes.map((one) => [one, outcomeText(words, one)] as const)}
        />
        <TextField
          name="times"
          label={names.times}
          type="number"
          value={always ? '' : times}
          onChange={(value) => {
            setTimes(value);
            setAlways(false);
          }}
          {...(problems.times && { problem: problems.times })}
        />
        <TextField
          name="chance"
          label={names.chance}
          type="number"
          value={chance}
          onChange={setChance}
          {...(problems.chance && { problem: problems.chance })}
        />
        <TextField
          name="amount"
          label={names.amount}
          type="number"
          value={amount}
          onChange={setAmount}
          placeholder="1099"
          optional
          {...(problems.amount && { problem: problems.amount })}
        />
        <SelectField
          name="method"
          label={names.method}
          value={method}
          onChange={setMethod}
          choices={[['', names.anyMethod], ...types.map(({ type, label }) => [type, label] as const)]}
        />
      </div>
      <CheckField label={names.always} checked={always} onChange={setAlways} />
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="row">
        <Button type="submit" primary busy={busy}>
          {names.arm}
        </Button>
        {state.armed && (
          <Button busy={busy} onClick={disarm}>
            {names.disarm}
          </Button>
        )}
        {state.armed && (
          <strong role="status">{names.armed(outcomeText(words, state.armed.outcome), state.armed.times)}</strong>
        )}
      </div>
    </form>
  );
}

/** The request, the act of the network, and the state of the payment. */
function Journal() {
  const { words, tag } = useLanguage();
  const journal = useGet<{ readonly data: readonly Entry[] }>('/network/journal', {}, ['events', 'network']);
  const names = words.network;
  const rows = journal.data?.data ?? [];
  return (
    <Section title={names.journal}>
      {rows.length === 0 ? (
        <p class="muted">{names.empty}</p>
      ) : (
        <DataTable
          caption={names.journal}
          columns={[
            { key: 'kind', label: names.kind, show: ({ kind }: Entry) => kind },
            {
              key: 'asked',
              label: names.asked,
              align: 'end',
              show: ({ amount, currency }: Entry) => (amount > 0 && currency ? money(amount, currency, tag) : ''),
            },
            { key: 'outcome', label: names.did, show: ({ outcome }: Entry) => outcome.replaceAll('_', ' ') },
            { key: 'status', label: names.believes, show: ({ status }: Entry) => status?.replaceAll('_', ' ') },
            {
              key: 'attempt',
              label: names.attempt,
              show: ({ attempt, about }: Entry) => (about ? <Id id={about} /> : <span class="mono">{attempt}</span>),
            },
          ]}
          rows={rows}
          keyOf={({ attempt, kind }) => `${kind} ${attempt}`}
        />
      )}
    </Section>
  );
}
