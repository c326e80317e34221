// The part that all pages of the suite share; libraries.test.ts describes them.

/** The order of this page: `kind` of its element, `key`, `clientSecret` and `returnUrl`. */
export const order = window.order;

/** Pays with the group of a Payment Element or with a card element; returns the text that the page then shows. */
export async function pay(stripe, { elements, card }) {
  const { error, paymentIntent } = card
    ? await stripe.confirmCardPayment(order.clientSecret, { payment_method: { card } })
    : await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: order.returnUrl },
        redirect: 'if_required',
      });
  return error ? error.message : paymentIntent.status;
}
