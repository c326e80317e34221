import type { ResultAction, StripeEmbeddedCheckout, StripeEmbeddedCheckoutOptions } from '@stripe/stripe-js';
import { challenge } from '../../shared/challenge.ts';
import type { CheckoutQuestion, CheckoutWelcome, FromCheckout, ToCheckout } from '../../shared/checkout-protocol.ts';
import { misuse } from '../../shared/misuse.ts';
import { paymentPageCalls } from '../../shared/payment-page.ts';
import { plain } from '../../shared/plain.ts';
import type { Hello } from '../../shared/protocol.ts';
import { isWebAddress, leadsAway, onHostOf } from '../../shared/web-address.ts';
import type { Page } from '../page.ts';
import { randomId } from '../random-id.ts';
import { sessionOf } from './session-of.ts';

/** True while there is an embedded checkout; a page may have one at a time. */
let taken = false;

/**
 * `initEmbeddedCheckout`, in newer trains `createEmbeddedCheckoutPage`: creates the checkout page of a session, to be
 * mounted in the merchant's page. Rejects if there is one already, or for an invalid client secret.
 */
export async function createEmbeddedCheckout(
  page: Page,
  options: StripeEmbeddedCheckoutOptions,
  call: string,
): Promise<StripeEmbeddedCheckout> {
  if (taken) throw misuse('You cannot have multiple Embedded Checkout objects.');
  if (typeof options?.fetchClientSecret !== 'function' && typeof options?.clientSecret !== 'string') {
    throw misuse(`stripe.${call}() needs fetchClientSecret, a function that returns the session's client secret.`);
  }
  taken = true;
  try {
    const clientSecret = options.clientSecret ?? (await options.fetchClientSecret?.());
    return embedded(page, { ...options, clientSecret: checked(clientSecret, call) });
  } catch (error) {
    taken = false;
    throw error;
  }
}

function checked(clientSecret: unknown, call: string): string {
  sessionOf(clientSecret, call);
  return clientSecret as string;
}

function embedded(
  page: Page,
  options: StripeEmbeddedCheckoutOptions & { readonly clientSecret: string },
): StripeEmbeddedCheckout {
  let remove: (() => void) | undefined;
  let destroyed = false;

  function unmount(): void {
    remove?.();
    remove = undefined;
  }

  return {
    mount(location) {
      if (destroyed) throw misuse('This Embedded Checkout was destroyed. Create a new one.');
      const place = typeof location === 'string' ? document.querySelector(location) : location;
      if (!(place instanceof HTMLElement)) {
        throw misuse(`The element ${String(location)} is not on the page. Call mount() after it was added.`);
      }
      unmount();
      remove = open(page, options, place);
    },
    unmount,
    destroy() {
      unmount();
      if (!destroyed) taken = false;
      destroyed = true;
    },
  };
}

/** Opens the frame in `place` and handles its messages. Returns a function that removes it. */
function open(
  page: Page,
  options: StripeEmbeddedCheckoutOptions & { readonly clientSecret: string },
  place: HTMLElement,
): () => void {
  const id = randomId();
  const { port1: port, port2 } = new MessageChannel();
  const iframe = document.createElement('iframe');
  iframe.src = `${page.origin}/c/embed/${sessionOf(options.clientSecret, 'mount')}#${id}`;
  // A page has one at a time; people's tests find it by this name.
  iframe.name = 'embedded-checkout';
  iframe.title = 'Secure checkout';
  iframe.setAttribute('allow', 'payment *; clipboard-write');
  iframe.style.cssText =
    'border:0;margin:0;padding:0;width:100%;min-width:100%;display:block;height:0;color-scheme:light';

  function receiveHello(message: MessageEvent): void {
    if (message.source !== iframe.contentWindow || message.origin !== page.origin) return;
    const hello = message.data as Partial<Hello> | null;
    if (hello?.florin !== 'hello' || hello.frame !== id) return;
    removeEventListener('message', receiveHello);
    const welcome: CheckoutWelcome = {
      florin: 'checkout-welcome',
      clientSecret: options.clientSecret,
      apiVersion: page.merchant.apiVersion,
      locale: page.locale,
      asks: {
        shippingDetails: options.onShippingDetailsChange !== undefined,
        lineItems: options.onLineItemsChange !== undefined,
      },
    };
    iframe.contentWindow?.postMessage(welcome, page.origin, [port2]);
  }

  port.onmessage = ({ data }: MessageEvent<FromCheckout>) => {
    if (data.type === 'height') iframe.style.height = `${data.pixels}px`;
    else if (data.type === 'navigate') leave(onHostOf(page.origin, data.url));
    else if (data.type === 'complete') options.onComplete?.();
    else if (data.type === 'analytics') options.onAnalyticsEvent?.(data.event);
    else {
      const { number } = data;
      void answerTo(data.question, page, options).then((answer) => {
        const message: ToCheckout = { type: 'answer', number, answer };
        port.postMessage(plain(message));
      });
    }
  };
  addEventListener('message', receiveHello);
  place.replaceChildren(iframe);
  return () => {
    removeEventListener('message', receiveHello);
    port.close();
    iframe.remove();
  };
}

/** Navigates the merchant's page. */
function leave(url: string): void {
  if (leadsAway(url)) location.assign(url);
}

async function answerTo(
  question: CheckoutQuestion,
  page: Page,
  options: StripeEmbeddedCheckoutOptions,
): Promise<ResultAction> {
  if (question.what === 'shippingDetails') return (await options.onShippingDetailsChange?.(question.event)) ?? ACCEPT;
  if (question.what === 'lineItems') return (await options.onLineItemsChange?.(question.event)) ?? ACCEPT;
  const { url } = question;
  const { clientSecret: key = '' } = options;
  const calls = paymentPageCalls(page.origin, {
    session: sessionOf(key, 'mount'),
    key,
    apiVersion: page.merchant.apiVersion,
  });
  const stillWaits = async () => (await calls.read()).page?.payment?.challenge_url === url;
  if (isWebAddress(url)) await challenge(onHostOf(page.origin, url), stillWaits);
  return ACCEPT;
}

const ACCEPT: ResultAction = { type: 'accept' };
