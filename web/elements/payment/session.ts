import type { StripeError } from '@stripe/stripe-js';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import { callApi } from '../../shared/call-api.ts';
import type { Answer, CheckoutCustomer, FrameSetup, Merchant, Purpose } from '../../shared/protocol.ts';
import type { Channel } from '../channel.ts';
import type { SavedMethod } from './saved-methods.tsx';

interface SessionCustomer {
  readonly customer_session: {
    readonly components?: { readonly payment_element: { readonly features: Features | null } };
  };
  readonly payment_methods: readonly SavedMethod[];
}

/** The features that a customer session enables in the Payment Element. */
interface Features {
  readonly payment_method_remove: 'enabled' | 'disabled';
  readonly payment_method_save: 'enabled' | 'disabled';
  readonly payment_method_save_usage: 'off_session' | 'on_session' | null;
}

/** Returns the customer session's features, if there is one. */
export function featuresOf(session: Session | undefined): Features | null | undefined {
  return session?.customer?.customer_session.components?.payment_element.features;
}

/** The settings of a form, loaded before anything is entered. */
export interface Session {
  readonly payment_method_preference: {
    readonly country_code: string;
    readonly ordered_payment_method_types: readonly string[];
  };
  /** The facts of these types, in the same order. */
  readonly payment_method_specs: readonly MethodSpec[];
  /** The customer whose saved payment methods may be shown. */
  readonly customer: SessionCustomer | null;
  readonly business_name: string | null;
  /** Null if the intent is created later. */
  readonly intent_status: string | null;
  /** The future usage; null if the payment method is not saved. */
  readonly setup_future_usage: string | null;
}

/** Loads the settings of a form for its purpose. */
function openSession(merchant: Merchant, purpose: Purpose, locale: string): Promise<Answer> {
  const { clientSecret } = purpose;
  const params = clientSecret
    ? {
        type: clientSecret.startsWith('seti_') ? 'setup_intent' : 'payment_intent',
        client_secret: clientSecret,
        locale,
        customer_session_client_secret: purpose.customerSessionClientSecret,
      }
    : {
        type: 'deferred_intent',
        locale,
        customer_session_client_secret: purpose.customerSessionClientSecret,
        deferred_intent: {
          mode: purpose.mode,
          amount: purpose.amount,
          currency: purpose.currency,
          setup_future_usage: purpose.setupFutureUsage ?? undefined,
          capture_method: purpose.captureMethod,
          payment_method_types: purpose.paymentMethodTypes,
          allowed_payment_method_types: purpose.allowedPaymentMethodTypes,
          excluded_payment_method_types: purpose.excludedPaymentMethodTypes,
          on_behalf_of: purpose.onBehalfOf,
        },
      };
  return callApi(location.origin, merchant, { method: 'GET', path: '/v1/elements/sessions', params });
}

/** Adds the customer of a checkout session to a form's settings. */
export function withCheckout(
  session: Session | undefined,
  checkout: CheckoutCustomer | undefined,
): Session | undefined {
  if (!session || !checkout) return session;
  const enabled = (is: boolean) => (is ? ('enabled' as const) : ('disabled' as const));
  const features: Features = {
    payment_method_remove: enabled(checkout.mayRemove),
    payment_method_save: enabled(checkout.offersToSave),
    payment_method_save_usage: null,
  };
  const methods = checkout.saved.map(({ id, type, billing, ...card }) => ({
    id,
    type,
    billing_details: { ...billing, phone: null },
    card,
  }));
  return {
    ...session,
    customer: {
      customer_session: { components: { payment_element: { features } } },
      payment_methods: methods as readonly SavedMethod[],
    },
  };
}

/** A form's settings, once they are loaded. */
interface SessionState {
  readonly session: Session | undefined;
  /** The error that prevented loading them. */
  readonly problem: StripeError | undefined;
  /** Resolves with the next response, successful or not. */
  next(): Promise<Answer>;
}

/** Loads a form's settings whenever its purpose changes, and emits the events for that. */
export function useSession(channel: Channel, purpose: Purpose, locale: string): SessionState {
  const [state, setState] = useState<Pick<SessionState, 'session' | 'problem'>>({
    session: undefined,
    problem: undefined,
  });
  const waiting = useRef<((answer: Answer) => void)[]>([]);
  const emitEvents = useSessionEvents(channel);

  useEffect(() => {
    let isCurrent = true;
    void openSession(channel.setup.merchant, purpose, locale).then((came) => {
      if (!isCurrent) return;
      const answer = unlessOver(came, channel.setup, purpose);
      if (answer.error) setState(({ session }) => ({ session, problem: answer.error }));
      else setState({ session: answer.body as Session, problem: undefined });
      emitEvents(answer);
      for (const resolve of waiting.current.splice(0)) resolve(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [channel, purpose, locale, emitEvents]);
  return { ...state, next: () => new Promise((resolve) => waiting.current.push(resolve)) };
}

/** Trains whose elements load for intents that are over, and fail when they are confirmed. */
const LOAD_ALWAYS = new Set(['v3', 'acacia', 'basil']);
const OVER = new Set(['succeeded', 'canceled']);

/** Returns an error instead of the settings of an intent that is over, in the trains that refuse it. */
function unlessOver(answer: Answer, { train }: FrameSetup, { clientSecret = '' }: Purpose): Answer {
  const status = answer.error ? null : (answer.body as Session).intent_status;
  if (LOAD_ALWAYS.has(train) || !OVER.has(status ?? '')) return answer;
  const noun = clientSecret.startsWith('seti_') ? 'SetupIntent' : 'PaymentIntent';
  return {
    error: {
      type: 'invalid_request_error',
      message: `This ${noun} is in a terminal state and cannot be used to initialize Elements.`,
    },
  };
}

/** Emits `ready` or `loaderror` once, and `availablepaymentmethodschange` whenever the types change. */
function useSessionEvents(channel: Channel): (answer: Answer) => void {
  const last = useRef<string>(undefined);
  const [emitEvents] = useState(() => (answer: Answer) => {
    if (answer.error) {
      if (last.current === undefined) channel.emit('loaderror', { error: answer.error });
      return;
    }
    const { ordered_payment_method_types: types } = (answer.body as Session).payment_method_preference;
    if (last.current === undefined) channel.emit('ready');
    if (last.current !== types.join()) {
      const paymentMethods = Object.fromEntries(types.map((type) => [type, { available: true }]));
      channel.emit('availablepaymentmethodschange', { paymentMethods });
    }
    last.current = types.join();
  });
  return emitEvents;
}
