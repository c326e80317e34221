/** A server that verifies the signatures of events. */
export function verifySnippet(): string {
  return [
    "app.post('/webhook', express.raw({ type: 'application/json' }), (request, response) => {",
    "  const signature = request.headers['stripe-signature'];",
    '  const event = stripe.webhooks.constructEvent(request.body, signature, process.env.WEBHOOK_SECRET);',
    '  // …',
    '  response.json({ received: true });',
    '});',
  ].join('\n');
}
