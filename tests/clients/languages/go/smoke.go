// First steps of a user of the official Go library, against the Florin at FLORIN_URL. See ../steps.ts.
package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime/debug"
	"strings"
	"time"

	stripe "github.com/stripe/stripe-go/v86"
)

var (
	address = os.Getenv("FLORIN_URL")
	ctx     = context.Background()
	client  = newClient(os.Getenv("FLORIN_KEY"))

	customer string
	intent   string
)

// Every kind of backend goes to Florin: the API, Connect, uploads and meter events.
func newClient(key string) *stripe.Client {
	backends := stripe.NewBackendsWithConfig(&stripe.BackendConfig{
		URL:               stripe.String(address),
		MaxNetworkRetries: stripe.Int64(1),
	})
	return stripe.NewClient(key, stripe.WithBackends(backends))
}

// A step stops at its first failure by panicking; main recovers.
func expect(actual, expected any) {
	if !reflect.DeepEqual(actual, expected) {
		panic(fmt.Sprintf("%#v instead of %#v", actual, expected))
	}
}

func must[T any](result T, err error) T {
	if err != nil {
		panic(err)
	}
	return result
}

func refused(err error) *stripe.Error {
	var refusal *stripe.Error
	if !errors.As(err, &refusal) {
		panic(fmt.Sprintf("no error of Stripe's, but %v", err))
	}
	return refusal
}

func paymentParams() *stripe.PaymentIntentCreateParams {
	return &stripe.PaymentIntentCreateParams{
		Amount:        stripe.Int64(1099),
		Currency:      stripe.String("usd"),
		PaymentMethod: stripe.String("pm_card_visa"),
		Confirm:       stripe.Bool(true),
		AutomaticPaymentMethods: &stripe.PaymentIntentCreateAutomaticPaymentMethodsParams{
			Enabled:        stripe.Bool(true),
			AllowRedirects: stripe.String("never"),
		},
	}
}

func pay(change func(*stripe.PaymentIntentCreateParams)) (*stripe.PaymentIntent, error) {
	params := paymentParams()
	change(params)
	return client.V1PaymentIntents.Create(ctx, params)
}

func createCustomer() {
	made := must(client.V1Customers.Create(ctx, &stripe.CustomerCreateParams{
		Name:        stripe.String("Jenny Rosen"),
		Email:       stripe.String("jenny@example.com"),
		Phone:       stripe.String("+4520123456"),
		Description: stripe.String("Æblegrød & co"),
		Address: &stripe.AddressParams{
			Line1:   stripe.String("Bredgade 1"),
			Line2:   stripe.String("2. th"),
			City:    stripe.String("København"),
			Country: stripe.String("DK"),
		},
		Metadata: map[string]string{"order": "7", "color": "blue"},
	}))
	expect(must(client.V1Customers.Retrieve(ctx, made.ID, nil)).Description, "Æblegrød & co")
	customer = made.ID
}

func unset() {
	none := stripe.String("")
	changed := must(client.V1Customers.Update(ctx, customer, &stripe.CustomerUpdateParams{
		Name: none, Email: none, Phone: none, Description: none,
		Address:  &stripe.AddressParams{Line2: none},
		Metadata: map[string]string{"color": ""},
	}))
	expect([]string{changed.Name, changed.Email, changed.Phone, changed.Description}, []string{"", "", "", ""})
	expect(changed.Metadata, map[string]string{"order": "7"})
	expect(changed.Address.Line2, "")
}

func takePayment() {
	made := must(pay(func(params *stripe.PaymentIntentCreateParams) {
		params.Customer = stripe.String(customer)
		params.AddExpand("customer")
	}))
	expect(made.Status, stripe.PaymentIntentStatusSucceeded)
	expect(made.Customer.Metadata["order"], "7")
	intent = made.ID
	params := &stripe.PaymentIntentRetrieveParams{}
	params.AddExpand("latest_charge.balance_transaction")
	paid := must(client.V1PaymentIntents.Retrieve(ctx, intent, params))
	expect(paid.LatestCharge.BalanceTransaction.Amount, int64(1099))
}

func decline() {
	_, err := pay(func(params *stripe.PaymentIntentCreateParams) {
		params.PaymentMethod = stripe.String("pm_card_visa_chargeDeclinedInsufficientFunds")
	})
	refusal := refused(err)
	expect(refusal.HTTPStatusCode, 402)
	expect(refusal.Code, stripe.ErrorCodeCardDeclined)
	expect(refusal.DeclineCode, stripe.DeclineCodeInsufficientFunds)
	expect(refusal.PaymentIntent.Status, stripe.PaymentIntentStatusRequiresPaymentMethod)
}

func mistakes() {
	_, err := pay(func(params *stripe.PaymentIntentCreateParams) { params.Currency = stripe.String("nope") })
	expect([]any{refused(err).HTTPStatusCode, refused(err).Param}, []any{400, "currency"})
	_, err = client.V1Customers.Retrieve(ctx, "cus_missing", nil)
	expect([]any{refused(err).HTTPStatusCode, refused(err).Code}, []any{404, stripe.ErrorCodeResourceMissing})
	_, err = newClient("nonsense").V1Balance.Retrieve(ctx, nil)
	expect(refused(err).HTTPStatusCode, 401)
}

func capture() {
	manual := func(params *stripe.PaymentIntentCreateParams) { params.CaptureMethod = stripe.String("manual") }
	reserved := must(pay(manual))
	expect(reserved.Status, stripe.PaymentIntentStatusRequiresCapture)
	captured := must(client.V1PaymentIntents.Capture(ctx, reserved.ID, &stripe.PaymentIntentCaptureParams{
		AmountToCapture: stripe.Int64(500),
	}))
	expect(captured.AmountReceived, int64(500))
	canceled := must(client.V1PaymentIntents.Cancel(ctx, must(pay(manual)).ID, nil))
	expect(canceled.Status, stripe.PaymentIntentStatusCanceled)
}

func refund() {
	made := must(client.V1Refunds.Create(ctx, &stripe.RefundCreateParams{
		PaymentIntent: stripe.String(intent),
		Amount:        stripe.Int64(99),
		Reason:        stripe.String("requested_by_customer"),
	}))
	expect(made.Status, stripe.RefundStatusSucceeded)
	params := &stripe.ChargeListParams{PaymentIntent: stripe.String(intent)}
	params.AddExpand("data.refunds")
	var refunds []string
	client.V1Charges.List(ctx, params).All(ctx)(func(charge *stripe.Charge, err error) bool {
		refunds = append(refunds, must(charge, err).Refunds.Data[0].ID)
		return true
	})
	expect(refunds, []string{made.ID})
}

func pages() {
	for number := 0; number < 5; number++ {
		name := stripe.String(fmt.Sprintf("Product %d", number))
		must(client.V1Products.Create(ctx, &stripe.ProductCreateParams{Name: name}))
	}
	params := &stripe.ProductListParams{}
	params.Limit = stripe.Int64(2)
	var names []string
	client.V1Products.List(ctx, params).All(ctx)(func(product *stripe.Product, err error) bool {
		names = append(names, must(product, err).Name)
		return true
	})
	expect(names, []string{"Product 4", "Product 3", "Product 2", "Product 1", "Product 0"})
}

func search() {
	params := &stripe.CustomerSearchParams{}
	params.Query = "metadata['order']:'7'"
	var found []string
	client.V1Customers.Search(ctx, params).All(ctx)(func(one *stripe.Customer, err error) bool {
		found = append(found, must(one, err).ID)
		return true
	})
	expect(found, []string{customer})
}

func idempotency() {
	named := func(name string) (*stripe.Customer, error) {
		params := &stripe.CustomerCreateParams{Name: stripe.String(name)}
		params.SetIdempotencyKey("key of " + customer)
		return client.V1Customers.Create(ctx, params)
	}
	one := must(named("Once"))
	expect(must(named("Once")).ID, one.ID)
	_, err := named("Twice")
	expect(refused(err).Type, stripe.ErrorTypeIdempotency)
}

func upload() {
	png := must(hex.DecodeString(os.Getenv("FLORIN_PNG")))
	file := must(client.V1Files.Create(ctx, &stripe.FileCreateParams{
		Purpose:      stripe.String("dispute_evidence"),
		FileReader:   bytes.NewReader(png),
		Filename:     stripe.String("receipt.png"),
		FileLinkData: &stripe.FileCreateFileLinkDataParams{Create: stripe.Bool(true)},
	}))
	expect(file.Size, int64(len(png)))
	expect(must(client.V1Files.Retrieve(ctx, file.ID, nil)).Purpose, stripe.FilePurposeDisputeEvidence)
}

func checkout() {
	line := func(quantity, amount int64, name string) *stripe.CheckoutSessionCreateLineItemParams {
		return &stripe.CheckoutSessionCreateLineItemParams{
			Quantity: stripe.Int64(quantity),
			PriceData: &stripe.CheckoutSessionCreateLineItemPriceDataParams{
				Currency:    stripe.String("usd"),
				UnitAmount:  stripe.Int64(amount),
				ProductData: &stripe.CheckoutSessionCreateLineItemPriceDataProductDataParams{Name: stripe.String(name)},
			},
		}
	}
	session := must(client.V1CheckoutSessions.Create(ctx, &stripe.CheckoutSessionCreateParams{
		Mode:       stripe.String("payment"),
		SuccessURL: stripe.String("https://example.com/done?session={CHECKOUT_SESSION_ID}"),
		LineItems:  []*stripe.CheckoutSessionCreateLineItemParams{line(2, 700, "Tea"), line(1, 99, "Bag")},
	}))
	expect(session.AmountTotal, int64(1499))
	expect(session.Status, stripe.CheckoutSessionStatusOpen)
	expect(strings.HasPrefix(session.URL, address), true)
	params := &stripe.CheckoutSessionListLineItemsParams{Session: stripe.String(session.ID)}
	params.Limit = stripe.Int64(1)
	var names []string
	client.V1CheckoutSessions.ListLineItems(ctx, params).All(ctx)(func(item *stripe.LineItem, err error) bool {
		names = append(names, must(item, err).Description)
		return true
	})
	expect(names, []string{"Tea", "Bag"})
}

func setup() {
	made := must(client.V1SetupIntents.Create(ctx, &stripe.SetupIntentCreateParams{
		Customer:      stripe.String(customer),
		PaymentMethod: stripe.String("pm_card_visa"),
		Confirm:       stripe.Bool(true),
		AutomaticPaymentMethods: &stripe.SetupIntentCreateAutomaticPaymentMethodsParams{
			Enabled:        stripe.Bool(true),
			AllowRedirects: stripe.String("never"),
		},
	}))
	expect(made.Status, stripe.SetupIntentStatusSucceeded)
	later := must(pay(func(params *stripe.PaymentIntentCreateParams) {
		params.Customer = stripe.String(customer)
		params.PaymentMethod = stripe.String(made.PaymentMethod.ID)
		params.OffSession = stripe.Bool(true)
	}))
	expect(later.Status, stripe.PaymentIntentStatusSucceeded)
	must(client.V1PaymentMethods.Detach(ctx, made.PaymentMethod.ID, nil))
}

func webhooks() {
	endpoint := must(client.V1WebhookEndpoints.Create(ctx, &stripe.WebhookEndpointCreateParams{
		URL:           stripe.String("https://example.com/hook"),
		EnabledEvents: stripe.StringSlice([]string{"customer.created"}),
	}))
	expect(must(client.V1WebhookEndpoints.Delete(ctx, endpoint.ID, nil)).Deleted, true)
	payload := must(json.Marshal(map[string]any{
		"id": "evt_1", "object": "event", "type": "customer.created", "api_version": stripe.APIVersion,
		"data": map[string]any{"object": map[string]any{"object": "customer"}},
	}))
	stamp := time.Now().Unix()
	mac := hmac.New(sha256.New, []byte(endpoint.Secret))
	fmt.Fprintf(mac, "%d.%s", stamp, payload)
	header := fmt.Sprintf("t=%d,v1=%s", stamp, hex.EncodeToString(mac.Sum(nil)))
	expect(must(client.ConstructEvent(payload, header, endpoint.Secret)).ID, "evt_1")
	_, err := client.ConstructEvent(payload, fmt.Sprintf("t=%d,v1=00", stamp), endpoint.Secret)
	expect(err != nil, true)
}

func remove() {
	expect(must(client.V1Customers.Delete(ctx, customer, nil)).Deleted, true)
	expect(must(client.V1Balance.Retrieve(ctx, nil)).Object, "balance")
}

// The older way to call the library: keys and backends of the whole program.
func wholeProgram() {
	stripe.Key = os.Getenv("FLORIN_KEY")
	config := &stripe.BackendConfig{URL: stripe.String(address)}
	for _, backend := range []stripe.SupportedBackend{
		stripe.APIBackend, stripe.ConnectBackend, stripe.UploadsBackend, stripe.MeterEventsBackend,
	} {
		stripe.SetBackend(backend, stripe.GetBackendWithConfig(backend, config))
	}
	own := stripe.NewClient(stripe.Key)
	made := must(own.V1Customers.Create(ctx, &stripe.CustomerCreateParams{Name: stripe.String("Client")}))
	must(own.V1Customers.Delete(ctx, made.ID, nil))
}

func main() {
	steps := []struct {
		name string
		run  func()
	}{
		{"customer", createCustomer}, {"unset", unset}, {"payment", takePayment}, {"decline", decline},
		{"mistakes", mistakes}, {"capture", capture}, {"refund", refund}, {"pages", pages}, {"search", search},
		{"idempotency", idempotency}, {"upload", upload}, {"checkout", checkout}, {"setup", setup},
		{"webhooks", webhooks}, {"delete", remove}, {"client", wholeProgram},
	}
	stripe.DefaultLeveledLogger = &stripe.LeveledLogger{Level: stripe.LevelNull}
	fmt.Printf("version\t%s\n", libraryVersion())
	for _, step := range steps {
		fmt.Println(result(step.name, step.run))
	}
}

func libraryVersion() string {
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, module := range build.Deps {
			if strings.HasPrefix(module.Path, "github.com/stripe/stripe-go/") {
				return strings.TrimPrefix(module.Version, "v")
			}
		}
	}
	return "unknown"
}

func result(name string, run func()) (line string) {
	defer func() {
		if problem := recover(); problem != nil {
			line = name + "\tfailed\t" + strings.ReplaceAll(fmt.Sprint(problem), "\n", " ")
		}
	}()
	run()
	return name + "\tpassed\t"
}
