/** Takes payments over HTTP in parallel until stopped. */
export interface Load {
  /** Resolves after this many more successful payments. */
  more(payments: number): Promise<void>;
  /** Stops; returns the ids of all payments whose response was a success. */
  stop(): Promise<string[]>;
}

const AT_ONCE = 8;

export function takePayments(url: string, key = 'sk_test_load'): Load {
  const taken: string[] = [];
  const waiting = new Set<{ at: number; resolve: () => void }>();
  let stopped = false;

  async function pay(): Promise<void> {
    while (!stopped) {
      const response = await fetch(`${url}/v1/payment_intents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: new URLSearchParams({ amount: '1099', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa' }),
      });
      const answer = (await response.json()) as { id: string; status: string };
      if (answer.status !== 'succeeded') throw new Error(JSON.stringify(answer));
      taken.push(answer.id);
      for (const one of waiting) {
        if (taken.length < one.at) continue;
        waiting.delete(one);
        one.resolve();
      }
    }
  }
  const workers = Array.from({ length: AT_ONCE }, pay);

  return {
    more: (payments) =>
      new Promise((resolve) => {
        waiting.add({ at: taken.length + payments, resolve });
      }),
    async stop() {
      stopped = true;
      await Promise.all(workers);
      return taken;
    },
  };
}
