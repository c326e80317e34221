/** Code that works as it is when copied. */
export interface Snippet {
  readonly id: string;
  readonly title: string;
  readonly code: string;
}

/** First payments with the common clients. `baseUrl` is the address of this Florin. */
export function snippets(baseUrl: string, key: string): Snippet[] {
  const { protocol, hostname, port } = new URL(baseUrl);
  const scheme = protocol.slice(0, -1);
  return [
    {
      id: 'curl',
      title: 'curl: a card',
      code: `curl ${baseUrl}/v1/payment_intents \\
  -u ${key}: \\
  -d amount=1099 \\
  -d currency=usd \\
  -d payment_method=pm_card_visa \\
  -d confirm=true`,
    },
    {
      id: 'curl-mobilepay',
      title: 'curl: MobilePay',
      code: `curl ${baseUrl}/v1/payment_intents \\
  -u ${key}: \\
  -d amount=1099 \\
  -d currency=dkk \\
  -d "payment_method_types[]"=mobilepay \\
  -d "payment_method_data[type]"=mobilepay \\
  -d confirm=true \\
  --data-urlencode return_url=${baseUrl}/`,
    },
    {
      id: 'node',
      title: 'Node',
      code: `import Stripe from 'stripe';

const stripe = new Stripe('${key}', {
  protocol: '${scheme}',
  host: '${hostname}',
  port: ${port || (scheme === 'https' ? '443' : '80')},
});
const payment = await stripe.paymentIntents.create({
  amount: 1099,
  currency: 'usd',
  payment_method: 'pm_card_visa',
  confirm: true,
});
console.log(payment.id, payment.status);`,
    },
    {
      id: 'python',
      title: 'Python',
      code: `import stripe

stripe.api_key = "${key}"
stripe.api_base = "${baseUrl}"
payment = stripe.PaymentIntent.create(
    amount=1099,
    currency="usd",
    payment_method="pm_card_visa",
    confirm=True,
)
print(payment.id, payment.status)`,
    },
    {
      id: 'cli-listen',
      title: 'Stripe CLI: receive webhooks',
      code: `stripe listen \\
  --api-base ${baseUrl} \\
  --api-key ${key} \\
  --all-snapshot \\
  --forward-to 127.0.0.1:4242/webhook`,
    },
    {
      id: 'cli-trigger',
      title: 'Stripe CLI: make one happen',
      code: `stripe trigger payment_intent.succeeded \\
  --api-base ${baseUrl} \\
  --api-key ${key}`,
    },
  ];
}
