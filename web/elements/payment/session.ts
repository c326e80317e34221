import { useEffect, useState } from 'preact/hooks';
import { callApi } from '../../shared/call-api.ts';
import type { Answer, Merchant, Purpose } from '../../shared/protocol.ts';
import type { Channel } from '../channel.ts';

/** What Florin says of a form before anything is entered. */
export interface Session {
  readonly payment_method_preference: {
    readonly country_code: string;
    readonly ordered_payment_method_types: readonly string[];
  };
  readonly business_name?: string | null;
}

/** Asks which payment methods fit what the form is for. */
function openSession(merchant: Merchant, purpose: Purpose, locale: string): Promise<Answer> {
  const { clientSecret } = purpose;
  const params = clientSecret
    ? {
        type: clientSecret.startsWith('seti_') ? 'setup_intent' : 'payment_intent',
        client_secret: clientSecret,
        locale,
      }
    : {
        type: 'deferred_intent',
        locale,
        deferred_intent: {
          mode: purpose.mode,
          amount: purpose.amount,
          currency: purpose.currency,
          setup_future_usage: purpose.setupFutureUsage ?? undefined,
          capture_method: purpose.captureMethod,
          payment_method_types: purpose.paymentMethodTypes,
          allowed_payment_method_types: purpose.allowedPaymentMethodTypes,
          excluded_payment_method_types: purpose.excludedPaymentMethodTypes,
        },
      };
  return callApi(location.origin, merchant, { method: 'GET', path: '/v1/elements/sessions', params });
}

/** The session of a form, once it is there; the page is told when it is, or why it is not. */
export function useSession(channel: Channel, purpose: Purpose, locale: string): Session | undefined {
  const [session, setSession] = useState<Session>();
  useEffect(() => {
    let wanted = true;
    void openSession(channel.setup.merchant, purpose, locale).then((answer) => {
      if (!wanted) return;
      if (answer.error) channel.emit('loaderror', { error: answer.error });
      else setSession(answer.body as Session);
    });
    return () => {
      wanted = false;
    };
  }, [channel, purpose, locale]);
  useEffect(() => {
    if (!session) return;
    const types = session.payment_method_preference.ordered_payment_method_types;
    channel.emit('ready');
    channel.emit('availablepaymentmethodschange', {
      paymentMethods: Object.fromEntries(types.map((type) => [type, { available: true }])),
    });
  }, [channel, session]);
  return session;
}
