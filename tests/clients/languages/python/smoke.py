"""First steps of a user of the official Python library, against the Florin at FLORIN_URL. See ../steps.ts."""

import hashlib
import hmac
import io
import json
import os
import sys
import time
import uuid

import stripe

URL = os.environ["FLORIN_URL"]
KEY = os.environ["FLORIN_KEY"]

stripe.api_key = KEY
stripe.api_base = URL
stripe.upload_api_base = URL
stripe.connect_api_base = URL
stripe.max_network_retries = 1

# Version 8 moved the errors from `stripe.error` to `stripe`.
errors = stripe if hasattr(stripe, "CardError") else stripe.error
version = getattr(stripe, "VERSION", None) or stripe.version.VERSION


def expect(actual, expected):
    if actual != expected:
        raise AssertionError("%r instead of %r" % (actual, expected))


def raises(kind, call):
    try:
        call()
    except kind as error:
        return error
    raise AssertionError("no %s" % kind.__name__)


def pay(**more):
    params = {"amount": 1099, "currency": "usd", "payment_method": "pm_card_visa", "confirm": True}
    params["automatic_payment_methods"] = {"enabled": True, "allow_redirects": "never"}
    params.update(more)
    return stripe.PaymentIntent.create(**params)


kept = {}


def create_customer():
    customer = stripe.Customer.create(
        name="Jenny Rosen",
        email="jenny@example.com",
        phone="+4520123456",
        description="Æblegrød & co",
        address={"line1": "Bredgade 1", "line2": "2. th", "city": "København", "country": "DK"},
        metadata={"order": "7", "color": "blue"},
    )
    expect(stripe.Customer.retrieve(customer.id).description, "Æblegrød & co")
    kept["customer"] = customer.id


def unset_fields():
    customer = stripe.Customer.modify(
        kept["customer"], name="", email="", phone="", description="", address={"line2": ""}, metadata={"color": ""}
    )
    expect([customer.name, customer.email, customer.phone, customer.description], [None] * 4)
    expect([customer.metadata["order"], "color" in customer.metadata], ["7", False])
    expect(stripe.Customer.modify(kept["customer"], address="").address, None)


def take_payment():
    intent = pay(customer=kept["customer"], expand=["customer"])
    expect([intent.status, intent.customer.id], ["succeeded", kept["customer"]])
    kept["intent"] = intent.id
    paid = stripe.PaymentIntent.retrieve(intent.id, expand=["latest_charge.balance_transaction"])
    expect(paid.latest_charge.balance_transaction.amount, 1099)


def decline():
    error = raises(errors.CardError, lambda: pay(payment_method="pm_card_visa_chargeDeclinedInsufficientFunds"))
    expect([error.http_status, error.code, error.error.decline_code], [402, "card_declined", "insufficient_funds"])
    expect(error.error.payment_intent.status, "requires_payment_method")


def mistakes():
    error = raises(errors.InvalidRequestError, lambda: stripe.PaymentIntent.create(amount=1099, currency="nope"))
    expect([error.http_status, error.param], [400, "currency"])
    error = raises(errors.InvalidRequestError, lambda: stripe.Customer.retrieve("cus_missing"))
    expect([error.http_status, error.code], [404, "resource_missing"])
    raises(errors.AuthenticationError, lambda: stripe.Balance.retrieve(api_key="nonsense"))


def capture():
    intent = pay(capture_method="manual")
    expect(intent.status, "requires_capture")
    expect(stripe.PaymentIntent.capture(intent.id, amount_to_capture=500).amount_received, 500)
    other = pay(capture_method="manual")
    expect(stripe.PaymentIntent.cancel(other.id).status, "canceled")


def refund():
    made = stripe.Refund.create(payment_intent=kept["intent"], amount=99, reason="requested_by_customer")
    expect(made.status, "succeeded")
    charges = stripe.Charge.list(payment_intent=kept["intent"], expand=["data.refunds"])
    expect(charges.data[0].refunds.data[0].id, made.id)


def pages():
    for number in range(5):
        stripe.Product.create(name="Product %d" % number)
    names = [product.name for product in stripe.Product.list(limit=2).auto_paging_iter()]
    expect(names, ["Product %d" % number for number in (4, 3, 2, 1, 0)])


def search():
    found = stripe.Customer.search(query="metadata['order']:'7'")
    expect([customer.id for customer in found.auto_paging_iter()], [kept["customer"]])


def idempotency():
    key = str(uuid.uuid4())
    one = stripe.Customer.create(name="Once", idempotency_key=key)
    expect(stripe.Customer.create(name="Once", idempotency_key=key).id, one.id)
    raises(errors.IdempotencyError, lambda: stripe.Customer.create(name="Twice", idempotency_key=key))


def upload():
    png = io.BytesIO(PNG)
    png.name = "receipt.png"
    file = stripe.File.create(purpose="dispute_evidence", file=png, file_link_data={"create": True})
    expect(file.size, len(PNG))
    expect(stripe.File.retrieve(file.id).purpose, "dispute_evidence")


def checkout():
    session = stripe.checkout.Session.create(
        mode="payment",
        success_url="https://example.com/done?session={CHECKOUT_SESSION_ID}",
        line_items=[
            {"quantity": 2, "price_data": {"currency": "usd", "unit_amount": 700, "product_data": {"name": "Tea"}}},
            {"quantity": 1, "price_data": {"currency": "usd", "unit_amount": 99, "product_data": {"name": "Bag"}}},
        ],
    )
    expect([session.amount_total, session.status, session.url.startswith(URL)], [1499, "open", True])
    lines = stripe.checkout.Session.list_line_items(session.id, limit=1)
    expect([line.description for line in lines.auto_paging_iter()], ["Tea", "Bag"])


def setup():
    intent = stripe.SetupIntent.create(
        customer=kept["customer"],
        payment_method="pm_card_visa",
        confirm=True,
        automatic_payment_methods={"enabled": True, "allow_redirects": "never"},
    )
    expect(intent.status, "succeeded")
    later = pay(customer=kept["customer"], payment_method=intent.payment_method, off_session=True)
    expect(later.status, "succeeded")
    expect(len(stripe.PaymentMethod.list(customer=kept["customer"], type="card").data), 1)
    stripe.PaymentMethod.detach(intent.payment_method)


def webhooks():
    endpoint = stripe.WebhookEndpoint.create(url="https://example.com/hook", enabled_events=["customer.created"])
    expect(stripe.WebhookEndpoint.delete(endpoint.id).deleted, True)
    event = stripe.Event.list(type="customer.created", limit=1).data[0]
    payload = json.dumps({"id": event.id, "object": "event", "type": event.type, "data": {"object": {"object": "customer"}}})
    stamp = int(time.time())
    mac = hmac.new(endpoint.secret.encode(), ("%d.%s" % (stamp, payload)).encode(), hashlib.sha256).hexdigest()
    checked = stripe.Webhook.construct_event(payload, "t=%d,v1=%s" % (stamp, mac), endpoint.secret)
    expect(checked.id, event.id)
    wrong = "t=%d,v1=%s" % (stamp, "0" * 64)
    raises(errors.SignatureVerificationError, lambda: stripe.Webhook.construct_event(payload, wrong, endpoint.secret))


def delete():
    expect(stripe.Customer.delete(kept["customer"]).deleted, True)
    expect(stripe.Balance.retrieve().object, "balance")


def client():
    if not hasattr(stripe, "StripeClient"):  # Before version 8, keys and hosts are of the whole program only.
        return
    addresses = {"api": URL, "files": URL, "connect": URL, "meter_events": URL}
    own = stripe.StripeClient(KEY, base_addresses=addresses)
    services = getattr(own, "v1", own)
    customer = services.customers.create({"name": "Client"})
    expect(services.customers.update(customer.id, {"name": ""}).name, None)
    services.customers.delete(customer.id)


PNG = bytes.fromhex(os.environ["FLORIN_PNG"])

STEPS = {
    "customer": create_customer,
    "unset": unset_fields,
    "payment": take_payment,
    "decline": decline,
    "mistakes": mistakes,
    "capture": capture,
    "refund": refund,
    "pages": pages,
    "search": search,
    "idempotency": idempotency,
    "upload": upload,
    "checkout": checkout,
    "setup": setup,
    "webhooks": webhooks,
    "delete": delete,
    "client": client,
}

print("version\t%s" % version, flush=True)
for name, step in STEPS.items():
    try:
        step()
        print("%s\tpassed\t" % name, flush=True)
    except Exception as error:  # The step failed, whatever the reason; the others are still run.
        print("%s\tfailed\t%s: %s" % (name, type(error).__name__, str(error).replace("\n", " ")), flush=True)
