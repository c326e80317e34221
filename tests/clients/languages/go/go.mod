module florin.example/smoke

go 1.19

require github.com/stripe/stripe-go/v86 v86.2.0
