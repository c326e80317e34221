# frozen_string_literal: true

# First steps of a user of the official Ruby library, against the Florin at FLORIN_URL. See ../steps.ts.

require 'json'
require 'openssl'
require 'securerandom'
require 'stringio'
require 'tempfile'
require 'stripe'

URL_OF_FLORIN = ENV.fetch('FLORIN_URL')
KEY = ENV.fetch('FLORIN_KEY')
PNG = [ENV.fetch('FLORIN_PNG')].pack('H*')

Stripe.api_key = KEY
Stripe.api_base = URL_OF_FLORIN
Stripe.uploads_base = URL_OF_FLORIN
Stripe.connect_base = URL_OF_FLORIN
Stripe.meter_events_base = URL_OF_FLORIN if Stripe.respond_to?(:meter_events_base=)
Stripe.max_network_retries = 1

def expect(actual, expected)
  raise "#{actual.inspect} instead of #{expected.inspect}" unless actual == expected
end

def raised(kind)
  yield
rescue kind => e
  e
else
  raise "no #{kind}"
end

def pay(**more)
  Stripe::PaymentIntent.create(
    { amount: 1099, currency: 'usd', payment_method: 'pm_card_visa', confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' } }.merge(more)
  )
end

kept = {}

steps = {
  'customer' => lambda {
    customer = Stripe::Customer.create(
      name: 'Jenny Rosen', email: 'jenny@example.com', phone: '+4520123456', description: 'Æblegrød & co',
      address: { line1: 'Bredgade 1', line2: '2. th', city: 'København', country: 'DK' },
      metadata: { order: '7', color: 'blue' }
    )
    expect(Stripe::Customer.retrieve(customer.id).description, 'Æblegrød & co')
    kept[:customer] = customer.id
  },
  'unset' => lambda {
    customer = Stripe::Customer.update(
      kept[:customer],
      { name: '', email: '', phone: '', description: '', address: { line2: '' }, metadata: { color: '' } }
    )
    expect([customer.name, customer.email, customer.phone, customer.description], [nil] * 4)
    expect(customer.metadata.to_h, { order: '7' })
    # `save` sends only what changed.
    customer.name = 'Jenny'
    customer.metadata = { only: '1' }
    customer.save
    expect([customer.name, customer.metadata.to_h], ['Jenny', { only: '1' }])
    Stripe::Customer.update(kept[:customer], { metadata: { order: '7', only: '' } })
    expect(Stripe::Customer.update(kept[:customer], { address: '' }).address, nil)
  },
  'payment' => lambda {
    intent = pay(customer: kept[:customer], expand: ['customer'])
    expect([intent.status, intent.customer.id], ['succeeded', kept[:customer]])
    kept[:intent] = intent.id
    paid = Stripe::PaymentIntent.retrieve({ id: intent.id, expand: ['latest_charge.balance_transaction'] })
    expect(paid.latest_charge.balance_transaction.amount, 1099)
  },
  'decline' => lambda {
    error = raised(Stripe::CardError) { pay(payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds') }
    expect([error.http_status, error.code, error.error.decline_code], [402, 'card_declined', 'insufficient_funds'])
    expect(error.error.payment_intent.status, 'requires_payment_method')
  },
  'mistakes' => lambda {
    error = raised(Stripe::InvalidRequestError) { Stripe::PaymentIntent.create(amount: 1099, currency: 'nope') }
    expect([error.http_status, error.param], [400, 'currency'])
    error = raised(Stripe::InvalidRequestError) { Stripe::Customer.retrieve('cus_missing') }
    expect([error.http_status, error.code], [404, 'resource_missing'])
    raised(Stripe::AuthenticationError) { Stripe::Customer.retrieve(kept[:customer], { api_key: 'nonsense' }) }
  },
  'capture' => lambda {
    intent = pay(capture_method: 'manual')
    expect(intent.status, 'requires_capture')
    expect(Stripe::PaymentIntent.capture(intent.id, { amount_to_capture: 500 }).amount_received, 500)
    other = pay(capture_method: 'manual')
    expect(Stripe::PaymentIntent.cancel(other.id).status, 'canceled')
  },
  'refund' => lambda {
    made = Stripe::Refund.create(payment_intent: kept[:intent], amount: 99, reason: 'requested_by_customer')
    expect(made.status, 'succeeded')
    charges = Stripe::Charge.list(payment_intent: kept[:intent], expand: ['data.refunds'])
    expect(charges.data[0].refunds.data[0].id, made.id)
  },
  'pages' => lambda {
    5.times { |number| Stripe::Product.create(name: "Product #{number}") }
    names = Stripe::Product.list(limit: 2).auto_paging_each.map(&:name)
    expect(names, [4, 3, 2, 1, 0].map { |number| "Product #{number}" })
  },
  'search' => lambda {
    found = Stripe::Customer.search(query: "metadata['order']:'7'")
    expect(found.auto_paging_each.map(&:id), [kept[:customer]])
  },
  'idempotency' => lambda {
    key = SecureRandom.uuid
    one = Stripe::Customer.create({ name: 'Once' }, { idempotency_key: key })
    expect(Stripe::Customer.create({ name: 'Once' }, { idempotency_key: key }).id, one.id)
    raised(Stripe::IdempotencyError) { Stripe::Customer.create({ name: 'Twice' }, { idempotency_key: key }) }
  },
  'upload' => lambda {
    Tempfile.create(['receipt', '.png']) do |png|
      png.binmode
      png.write(PNG)
      png.rewind
      file = Stripe::File.create(purpose: 'dispute_evidence', file: png, file_link_data: { create: true })
      expect(file.size, PNG.bytesize)
      expect(Stripe::File.retrieve(file.id).purpose, 'dispute_evidence')
    end
  },
  'checkout' => lambda {
    session = Stripe::Checkout::Session.create(
      mode: 'payment',
      success_url: 'https://example.com/done?session={CHECKOUT_SESSION_ID}',
      line_items: [
        { quantity: 2, price_data: { currency: 'usd', unit_amount: 700, product_data: { name: 'Tea' } } },
        { quantity: 1, price_data: { currency: 'usd', unit_amount: 99, product_data: { name: 'Bag' } } }
      ]
    )
    expect([session.amount_total, session.status, session.url.start_with?(URL_OF_FLORIN)], [1499, 'open', true])
    lines = Stripe::Checkout::Session.list_line_items(session.id, { limit: 1 })
    expect(lines.auto_paging_each.map(&:description), %w[Tea Bag])
  },
  'setup' => lambda {
    intent = Stripe::SetupIntent.create(
      customer: kept[:customer], payment_method: 'pm_card_visa', confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' }
    )
    expect(intent.status, 'succeeded')
    later = pay(customer: kept[:customer], payment_method: intent.payment_method, off_session: true)
    expect(later.status, 'succeeded')
    expect(Stripe::PaymentMethod.list(customer: kept[:customer], type: 'card').data.length, 1)
    Stripe::PaymentMethod.detach(intent.payment_method)
  },
  'webhooks' => lambda {
    endpoint = Stripe::WebhookEndpoint.create(url: 'https://example.com/hook', enabled_events: ['customer.created'])
    expect(Stripe::WebhookEndpoint.delete(endpoint.id).deleted, true)
    event = Stripe::Event.list(type: 'customer.created', limit: 1).data[0]
    payload = JSON.generate(id: event.id, object: 'event', type: event.type, data: { object: { object: 'customer' } })
    now = Time.now
    mac = Stripe::Webhook::Signature.compute_signature(now, payload, endpoint.secret)
    header = Stripe::Webhook::Signature.generate_header(now, mac)
    expect(Stripe::Webhook.construct_event(payload, header, endpoint.secret).id, event.id)
    wrong = Stripe::Webhook::Signature.generate_header(now, '0' * 64)
    raised(Stripe::SignatureVerificationError) { Stripe::Webhook.construct_event(payload, wrong, endpoint.secret) }
  },
  'delete' => lambda {
    expect(Stripe::Customer.delete(kept[:customer]).deleted, true)
    expect(Stripe::Balance.retrieve.object, 'balance')
  },
  'client' => lambda {
    # Before version 13, clients of their own have no services.
    next unless Stripe::StripeClient.method_defined?(:v1)

    addresses = { api_base: URL_OF_FLORIN, uploads_base: URL_OF_FLORIN, connect_base: URL_OF_FLORIN,
                  meter_events_base: URL_OF_FLORIN }
    own = Stripe::StripeClient.new(KEY, **addresses)
    customer = own.v1.customers.create({ name: 'Client' })
    expect(own.v1.customers.update(customer.id, { name: '' }).name, nil)
    own.v1.customers.delete(customer.id)
  }
}

$stdout.sync = true
puts "version\t#{Stripe::VERSION}"
steps.each do |name, step|
  step.call
  puts "#{name}\tpassed\t"
rescue StandardError => e
  puts "#{name}\tfailed\t#{e.class}: #{e.message.tr("\n", ' ')}"
end
