<?php

// First steps of a user of the official PHP library, against the Florin at FLORIN_URL. See ../steps.ts.

require getenv('STRIPE_PHP') ?: 'Stripe/init.php';

use Stripe\Exception;

$url = getenv('FLORIN_URL');
$key = getenv('FLORIN_KEY');
$png = hex2bin(getenv('FLORIN_PNG'));

\Stripe\Stripe::setMaxNetworkRetries(1);
// Pages of a list after the first one are asked of this address, whatever the client's own is.
\Stripe\Stripe::$apiBase = $url;
\Stripe\Stripe::$apiUploadBase = $url;
\Stripe\Stripe::setApiKey($key);

$hosts = ['api_base' => $url, 'files_base' => $url, 'connect_base' => $url];
// Version 16 added a host for meter events.
if (defined(\Stripe\BaseStripeClient::class . '::DEFAULT_METER_EVENTS_BASE')) {
    $hosts['meter_events_base'] = $url;
}
$stripe = new \Stripe\StripeClient(['api_key' => $key] + $hosts);

function expect($actual, $expected): void
{
    if ($actual !== $expected) {
        throw new \RuntimeException(json_encode($actual) . ' instead of ' . json_encode($expected));
    }
}

function raised(string $kind, callable $call): \Throwable
{
    try {
        $call();
    } catch (\Throwable $error) {
        if ($error instanceof $kind) {
            return $error;
        }
        throw $error;
    }
    throw new \RuntimeException("no {$kind}");
}

$pay = fn (array $more = []) => $stripe->paymentIntents->create(array_merge([
    'amount' => 1099, 'currency' => 'usd', 'payment_method' => 'pm_card_visa', 'confirm' => true,
    'automatic_payment_methods' => ['enabled' => true, 'allow_redirects' => 'never'],
], $more));

$kept = new \stdClass();

$steps = [
    'customer' => function () use ($stripe, $kept) {
        $customer = $stripe->customers->create([
            'name' => 'Jenny Rosen', 'email' => 'jenny@example.com', 'phone' => '+4520123456',
            'description' => 'Æblegrød & co',
            'address' => ['line1' => 'Bredgade 1', 'line2' => '2. th', 'city' => 'København', 'country' => 'DK'],
            'metadata' => ['order' => '7', 'color' => 'blue'],
        ]);
        expect($stripe->customers->retrieve($customer->id)->description, 'Æblegrød & co');
        $kept->customer = $customer->id;
    },
    'unset' => function () use ($stripe, $kept) {
        // The library sends null as an empty string.
        $customer = $stripe->customers->update($kept->customer, [
            'name' => '', 'email' => null, 'phone' => '', 'description' => null, 'address' => ['line2' => ''],
            'metadata' => ['color' => ''],
        ]);
        expect([$customer->name, $customer->email, $customer->phone, $customer->description], [null, null, null, null]);
        expect($customer->metadata->toArray(), ['order' => '7']);
        expect($stripe->customers->update($kept->customer, ['address' => ''])->address, null);
    },
    'payment' => function () use ($stripe, $pay, $kept) {
        $intent = $pay(['customer' => $kept->customer, 'expand' => ['customer']]);
        expect([$intent->status, $intent->customer->id], ['succeeded', $kept->customer]);
        $kept->intent = $intent->id;
        $paid = $stripe->paymentIntents->retrieve($intent->id, ['expand' => ['latest_charge.balance_transaction']]);
        expect($paid->latest_charge->balance_transaction->amount, 1099);
    },
    'decline' => function () use ($pay) {
        $error = raised(
            Exception\CardException::class,
            fn () => $pay(['payment_method' => 'pm_card_visa_chargeDeclinedInsufficientFunds'])
        );
        expect(
            [$error->getHttpStatus(), $error->getStripeCode(), $error->getDeclineCode()],
            [402, 'card_declined', 'insufficient_funds']
        );
        expect($error->getError()->payment_intent->status, 'requires_payment_method');
    },
    'mistakes' => function () use ($stripe) {
        $error = raised(
            Exception\InvalidRequestException::class,
            fn () => $stripe->paymentIntents->create(['amount' => 1099, 'currency' => 'nope'])
        );
        expect([$error->getHttpStatus(), $error->getStripeParam()], [400, 'currency']);
        $error = raised(
            Exception\InvalidRequestException::class,
            fn () => $stripe->customers->retrieve('cus_missing')
        );
        expect([$error->getHttpStatus(), $error->getStripeCode()], [404, 'resource_missing']);
        raised(
            Exception\AuthenticationException::class,
            fn () => $stripe->balance->retrieve([], ['api_key' => 'nonsense'])
        );
    },
    'capture' => function () use ($stripe, $pay) {
        $intent = $pay(['capture_method' => 'manual']);
        expect($intent->status, 'requires_capture');
        $captured = $stripe->paymentIntents->capture($intent->id, ['amount_to_capture' => 500]);
        expect($captured->amount_received, 500);
        $other = $pay(['capture_method' => 'manual']);
        expect($stripe->paymentIntents->cancel($other->id)->status, 'canceled');
    },
    'refund' => function () use ($stripe, $kept) {
        $made = $stripe->refunds->create([
            'payment_intent' => $kept->intent, 'amount' => 99, 'reason' => 'requested_by_customer',
        ]);
        expect($made->status, 'succeeded');
        $charges = $stripe->charges->all(['payment_intent' => $kept->intent, 'expand' => ['data.refunds']]);
        expect($charges->data[0]->refunds->data[0]->id, $made->id);
    },
    'pages' => function () use ($stripe) {
        for ($number = 0; $number < 5; ++$number) {
            $stripe->products->create(['name' => "Product {$number}"]);
        }
        $names = [];
        foreach ($stripe->products->all(['limit' => 2])->autoPagingIterator() as $product) {
            $names[] = $product->name;
        }
        expect($names, ['Product 4', 'Product 3', 'Product 2', 'Product 1', 'Product 0']);
    },
    'search' => function () use ($stripe, $kept) {
        $found = $stripe->customers->search(['query' => "metadata['order']:'7'"]);
        $ids = array_map(fn ($customer) => $customer->id, iterator_to_array($found->autoPagingIterator()));
        expect($ids, [$kept->customer]);
    },
    'idempotency' => function () use ($stripe) {
        $options = ['idempotency_key' => bin2hex(random_bytes(16))];
        $one = $stripe->customers->create(['name' => 'Once'], $options);
        expect($stripe->customers->create(['name' => 'Once'], $options)->id, $one->id);
        raised(
            Exception\IdempotencyException::class,
            fn () => $stripe->customers->create(['name' => 'Twice'], $options)
        );
    },
    'upload' => function () use ($stripe, $png) {
        $path = tempnam(sys_get_temp_dir(), 'receipt') . '.png';
        file_put_contents($path, $png);
        $file = $stripe->files->create([
            'purpose' => 'dispute_evidence', 'file' => fopen($path, 'r'), 'file_link_data' => ['create' => true],
        ]);
        unlink($path);
        expect($file->size, strlen($png));
        expect($stripe->files->retrieve($file->id)->purpose, 'dispute_evidence');
    },
    'checkout' => function () use ($stripe, $url) {
        $line = fn (int $quantity, int $amount, string $name) => [
            'quantity' => $quantity,
            'price_data' => ['currency' => 'usd', 'unit_amount' => $amount, 'product_data' => ['name' => $name]],
        ];
        $session = $stripe->checkout->sessions->create([
            'mode' => 'payment',
            'success_url' => 'https://example.com/done?session={CHECKOUT_SESSION_ID}',
            'line_items' => [$line(2, 700, 'Tea'), $line(1, 99, 'Bag')],
        ]);
        expect([$session->amount_total, $session->status, str_starts_with($session->url, $url)], [1499, 'open', true]);
        $names = [];
        foreach ($stripe->checkout->sessions->allLineItems($session->id, ['limit' => 1])->autoPagingIterator() as $item) {
            $names[] = $item->description;
        }
        expect($names, ['Tea', 'Bag']);
    },
    'setup' => function () use ($stripe, $pay, $kept) {
        $intent = $stripe->setupIntents->create([
            'customer' => $kept->customer, 'payment_method' => 'pm_card_visa', 'confirm' => true,
            'automatic_payment_methods' => ['enabled' => true, 'allow_redirects' => 'never'],
        ]);
        expect($intent->status, 'succeeded');
        $later = $pay([
            'customer' => $kept->customer, 'payment_method' => $intent->payment_method, 'off_session' => true,
        ]);
        expect($later->status, 'succeeded');
        expect(count($stripe->paymentMethods->all(['customer' => $kept->customer, 'type' => 'card'])->data), 1);
        $stripe->paymentMethods->detach($intent->payment_method);
    },
    'webhooks' => function () use ($stripe) {
        $endpoint = $stripe->webhookEndpoints->create([
            'url' => 'https://example.com/hook', 'enabled_events' => ['customer.created'],
        ]);
        expect($stripe->webhookEndpoints->delete($endpoint->id)->deleted, true);
        $event = $stripe->events->all(['type' => 'customer.created', 'limit' => 1])->data[0];
        $payload = json_encode([
            'id' => $event->id, 'object' => 'event', 'type' => $event->type,
            'data' => ['object' => ['object' => 'customer']],
        ]);
        $now = time();
        $header = "t={$now},v1=" . hash_hmac('sha256', "{$now}.{$payload}", $endpoint->secret);
        expect(\Stripe\Webhook::constructEvent($payload, $header, $endpoint->secret)->id, $event->id);
        raised(
            Exception\SignatureVerificationException::class,
            fn () => \Stripe\Webhook::constructEvent($payload, "t={$now},v1=" . str_repeat('0', 64), $endpoint->secret)
        );
    },
    'delete' => function () use ($stripe, $kept) {
        expect($stripe->customers->delete($kept->customer)->deleted, true);
        expect($stripe->balance->retrieve()->object, 'balance');
    },
    'client' => function () {
        // The older way to call the library.
        $customer = \Stripe\Customer::create(['name' => 'Client']);
        $customer->name = null;
        $customer->save();
        expect($customer->name, null);
        $customer->delete();
    },
];

echo 'version', "\t", \Stripe\Stripe::VERSION, "\n";
foreach ($steps as $name => $step) {
    try {
        $step();
        echo "{$name}\tpassed\t\n";
    } catch (\Throwable $error) {
        echo "{$name}\tfailed\t", $error::class, ': ', str_replace("\n", ' ', $error->getMessage()), "\n";
    }
}
