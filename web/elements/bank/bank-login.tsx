import { useState } from 'preact/hooks';
import { TEST_BANK_ACCOUNTS, type TestBankAccount } from '../../../src/shared/test-bank.ts';
import type { ElementProps } from '../element-props.ts';
import { blurActive, focusOf } from '../focus.ts';

const ACCOUNTS = Object.entries(TEST_BANK_ACCOUNTS) as [TestBankAccount, { name: string; last4: string }][];

/** The window of a simulated bank, at which the customer chooses an account to link. It emits `done` or `close`. */
export function BankLogin({ channel, texts, controls }: ElementProps) {
  const { t } = texts;
  const [account, setAccount] = useState<TestBankAccount>('success');
  controls.current = {
    focus: () => document.querySelector('input')?.focus(),
    blur: blurActive,
    clear: () => setAccount('success'),
    ask: async () => ({ body: {} }),
  };
  function connect(event: Event): void {
    event.preventDefault();
    channel.emit('done', { account });
  }
  return (
    <form class="Window" {...focusOf(channel)} onSubmit={connect}>
      <h1 class="Window-title">{t('window.choose')}</h1>
      <div class="Accordion" role="radiogroup" aria-label={t('window.choose')}>
        {ACCOUNTS.map(([id, { name, last4 }]) => (
          <div key={id} class={id === account ? 'AccordionItem AccordionItem--selected' : 'AccordionItem'}>
            <label class="AccordionItem-head" data-testid={id}>
              <input type="radio" name="account" value={id} checked={id === account} onChange={() => setAccount(id)} />
              <span>{`${name} ••••${last4}`}</span>
            </label>
          </div>
        ))}
      </div>
      <button type="submit" class="Button">
        {t('window.connect')}
      </button>
      <button type="button" class="Button Button--quiet" onClick={() => channel.emit('close')}>
        {t('window.cancel')}
      </button>
    </form>
  );
}
