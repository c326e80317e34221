import { chargesOnPaymentIntent } from './2022-11-15/charges-on-payment-intent.ts';
import { creationOfCheckoutSessions } from './2022-11-15/creation-of-checkout-sessions.ts';
import { paymentMethodCollectionInCheckout } from './2022-11-15/payment-method-collection-in-checkout.ts';
import { refundsOnCharge } from './2022-11-15/refunds-on-charge.ts';
import { requestLogUrlOfErrors } from './2022-11-15/request-log-url-of-errors.ts';
import { termsOfServiceInCheckout } from './2022-11-15/terms-of-service-in-checkout.ts';
import { accountOfMandates } from './2023-08-16/account-of-mandates.ts';
import { automaticAsyncCapture } from './2023-08-16/automatic-async-capture.ts';
import { automaticPaymentMethodsOfSetupIntents } from './2023-08-16/automatic-payment-methods-of-setup-intents.ts';
import { cardsOfSetupAttempts } from './2023-08-16/cards-of-setup-attempts.ts';
import { currencyConversionInCheckout } from './2023-08-16/currency-conversion-in-checkout.ts';
import { customFieldsInCheckout } from './2023-08-16/custom-fields-in-checkout.ts';
import { detailsOfAfterpayCashAppAndLinkCharges } from './2023-08-16/details-of-afterpay-cash-app-and-link-charges.ts';
import { detailsOfPresentCards } from './2023-08-16/details-of-present-cards.ts';
import { disputeOfCharges } from './2023-08-16/dispute-of-charges.ts';
import { effectivePercentageOfTaxRates } from './2023-08-16/effective-percentage-of-tax-rates.ts';
import { hostedInstructions } from './2023-08-16/hosted-instructions.ts';
import { invoicesOfCheckoutSessions } from './2023-08-16/invoices-of-checkout-sessions.ts';
import { merchantDefaultOfCashBalances } from './2023-08-16/merchant-default-of-cash-balances.ts';
import { networkTokenOfCardCharges } from './2023-08-16/network-token-of-card-charges.ts';
import { overdraftsOfCashBalances } from './2023-08-16/overdrafts-of-cash-balances.ts';
import { paymentMethodTypesDefault } from './2023-08-16/payment-method-types-default.ts';
import { requirementsOfBankAccounts } from './2023-08-16/requirements-of-bank-accounts.ts';
import { sendersOfBankTransfers } from './2023-08-16/senders-of-bank-transfers.ts';
import { taxabilityOfLineItems } from './2023-08-16/taxability-of-line-items.ts';
import { balancesOfOverdrafts } from './2023-10-16/balances-of-overdrafts.ts';
import { embeddedCheckout } from './2023-10-16/embedded-checkout.ts';
import { extendedCardAuthorizations } from './2023-10-16/extended-card-authorizations.ts';
import { featuresOfProducts } from './2023-10-16/features-of-products.ts';
import { kindsOfCustomFields } from './2023-10-16/kinds-of-custom-fields.ts';
import { paymentMethodConfiguration } from './2023-10-16/payment-method-configuration.ts';
import { paymentMethodDetailsOfDisputes } from './2023-10-16/payment-method-details-of-disputes.ts';
import { prefetchedFinancialConnections } from './2023-10-16/prefetched-financial-connections.ts';
import { statementDescriptorOfCardPayments } from './2023-10-16/statement-descriptor-of-card-payments.ts';
import { textBesideTermsOfService } from './2023-10-16/text-beside-terms-of-service.ts';
import { agreementToReuseInCheckout } from './2024-04-10/agreement-to-reuse-in-checkout.ts';
import { bankTransfersInConfigurations } from './2024-04-10/bank-transfers-in-configurations.ts';
import { captureBeforeOfCardCharges } from './2024-04-10/capture-before-of-card-charges.ts';
import { captureMethodDefault } from './2024-04-10/capture-method-default.ts';
import { cashBalancesToBalances } from './2024-04-10/cash-balances-to-balances.ts';
import { cvcRecollection } from './2024-04-10/cvc-recollection.ts';
import { destinationDetailsOfRefunds } from './2024-04-10/destination-details-of-refunds.ts';
import { detailsOfThreeDSecure } from './2024-04-10/details-of-three-d-secure.ts';
import { displayBrandOfCards } from './2024-04-10/display-brand-of-cards.ts';
import { jurisdictionLevelOfTaxRates } from './2024-04-10/jurisdiction-level-of-tax-rates.ts';
import { liabilityOfAutomaticTax } from './2024-04-10/liability-of-automatic-tax.ts';
import { mandatesOfBankDebits } from './2024-04-10/mandates-of-bank-debits.ts';
import { marketingFeaturesOfProducts } from './2024-04-10/marketing-features-of-products.ts';
import { meterOfPrices } from './2024-04-10/meter-of-prices.ts';
import { offlinePresentCards } from './2024-04-10/offline-present-cards.ts';
import { ownerOfTaxIds } from './2024-04-10/owner-of-tax-ids.ts';
import { radarOptionsOfCharges } from './2024-04-10/radar-options-of-charges.ts';
import { subscriptionItemOfDiscounts } from './2024-04-10/subscription-item-of-discounts.ts';
import { threeDSecureOfCheckoutCards } from './2024-04-10/three-d-secure-of-checkout-cards.ts';
import { allowRedisplayOfPaymentMethods } from './2024-06-20/allow-redisplay-of-payment-methods.ts';
import { defaultValuesOfCustomFields } from './2024-06-20/default-values-of-custom-fields.ts';
import { netAvailableInBalance } from './2024-06-20/net-available-in-balance.ts';
import { optionsOfRevolutPay } from './2024-06-20/options-of-revolut-pay.ts';
import { preferredLocalesOfPresentCards } from './2024-06-20/preferred-locales-of-present-cards.ts';
import { savedPaymentMethodsInCheckout } from './2024-06-20/saved-payment-methods-in-checkout.ts';
import { walletsInConfigurations } from './2024-06-20/wallets-in-configurations.ts';
import { authorizationCodeOfCardCharges } from './2024-09-30.acacia/authorization-code-of-card-charges.ts';
import { brandProductOfPresentCards } from './2024-09-30.acacia/brand-product-of-present-cards.ts';
import { caseTypeOfCardDisputes } from './2024-09-30.acacia/case-type-of-card-disputes.ts';
import { customerInConfirmationTokens } from './2024-09-30.acacia/customer-in-confirmation-tokens.ts';
import { detailsOfAffirmBlikAndKlarnaCharges } from './2024-09-30.acacia/details-of-affirm-blik-and-klarna-charges.ts';
import { optionsOfBacsAndUsBankAccounts } from './2024-09-30.acacia/options-of-bacs-and-us-bank-accounts.ts';
import { paymentElementInCustomerSessions } from './2024-09-30.acacia/payment-element-in-customer-sessions.ts';
import { requiredTaxIdsInCheckout } from './2024-09-30.acacia/required-tax-ids-in-checkout.ts';
import { templateOfCustomerInvoices } from './2024-09-30.acacia/template-of-customer-invoices.ts';
import { twintInConfigurations } from './2024-09-30.acacia/twint-in-configurations.ts';
import { enhancedEvidenceOfDisputes } from './2024-10-28.acacia/enhanced-evidence-of-disputes.ts';
import { flatAmountOfTaxRates } from './2024-10-28.acacia/flat-amount-of-tax-rates.ts';
import { accountHolderOfUsBankTransfers } from './2024-11-20.acacia/account-holder-of-us-bank-transfers.ts';
import { adaptivePricing } from './2024-11-20.acacia/adaptive-pricing.ts';
import { authorizationsOfCheckoutCards } from './2024-11-20.acacia/authorizations-of-checkout-cards.ts';
import { declineCodeOfBlikAndSwishRefunds } from './2024-11-20.acacia/decline-code-of-blik-and-swish-refunds.ts';
import { mandatesOfBankDebitsInCheckout } from './2024-11-20.acacia/mandates-of-bank-debits-in-checkout.ts';
import { addressesOfBankTransfers } from './2024-12-18.acacia/addresses-of-bank-transfers.ts';
import { allowRedisplayOfCards } from './2024-12-18.acacia/allow-redisplay-of-cards.ts';
import { fundingOfAmazonPayAndRevolutPayCharges } from './2024-12-18.acacia/funding-of-amazon-pay-and-revolut-pay-charges.ts';
import { networkCodesOfDeclines } from './2024-12-18.acacia/network-codes-of-declines.ts';
import { networkTransactionIdOfCardCharges } from './2024-12-18.acacia/network-transaction-id-of-card-charges.ts';
import { referencePrefixOfMandates } from './2024-12-18.acacia/reference-prefix-of-mandates.ts';
import { regulatedStatusOfCards } from './2024-12-18.acacia/regulated-status-of-cards.ts';
import { visaComplianceDisputes } from './2024-12-18.acacia/visa-compliance-disputes.ts';
import { adviceCodeOfDeclines } from './2025-01-27.acacia/advice-code-of-declines.ts';
import { countryOfPaypalAccounts } from './2025-01-27.acacia/country-of-paypal-accounts.ts';
import { discountsOfCheckoutSessions } from './2025-01-27.acacia/discounts-of-checkout-sessions.ts';
import { collectedInformation } from './2025-02-24.acacia/collected-information.ts';
import { restrictionsOfCheckoutCards } from './2025-02-24.acacia/restrictions-of-checkout-cards.ts';
import { targetDateOfBankDebits } from './2025-02-24.acacia/target-date-of-bank-debits.ts';
import { aggregateUsageOfPrices } from './2025-03-31.basil/aggregate-usage-of-prices.ts';
import { amountUpdatesOfCharges } from './2025-03-31.basil/amount-updates-of-charges.ts';
import { checkoutSessionOfCustomerBalances } from './2025-03-31.basil/checkout-session-of-customer-balances.ts';
import { couponsOfCustomers } from './2025-03-31.basil/coupons-of-customers.ts';
import { expiredPaymentIntents } from './2025-03-31.basil/expired-payment-intents.ts';
import { invoiceOfPayments } from './2025-03-31.basil/invoice-of-payments.ts';
import { naverPayBuyer } from './2025-03-31.basil/naver-pay-buyer.ts';
import { optionalItemsInCheckout } from './2025-03-31.basil/optional-items-in-checkout.ts';
import { permissionsOfCheckoutSessions } from './2025-03-31.basil/permissions-of-checkout-sessions.ts';
import { presentmentDetails } from './2025-03-31.basil/presentment-details.ts';
import { shippingDetailsOfCheckoutSessions } from './2025-03-31.basil/shipping-details-of-checkout-sessions.ts';
import { contextOfEvents } from './2025-04-30.basil/context-of-events.ts';
import { installmentsInConfirmationTokens } from './2025-04-30.basil/installments-in-confirmation-tokens.ts';
import { pendingReasonOfRefunds } from './2025-04-30.basil/pending-reason-of-refunds.ts';
import { pixInConfigurations } from './2025-04-30.basil/pix-in-configurations.ts';
import { providerOfAutomaticTax } from './2025-04-30.basil/provider-of-automatic-tax.ts';
import { taxIdInBillingDetails } from './2025-04-30.basil/tax-id-in-billing-details.ts';
import { walletOptionsInCheckout } from './2025-04-30.basil/wallet-options-in-checkout.ts';
import { affirmAndWechatPayOnTerminal } from './2025-05-28.basil/affirm-and-wechat-pay-on-terminal.ts';
import { balanceTypeOfBalanceTransactions } from './2025-05-28.basil/balance-type-of-balance-transactions.ts';
import { captureMethodOfBillie } from './2025-05-28.basil/capture-method-of-billie.ts';
import { declineCodeOfPaypalRefunds } from './2025-05-28.basil/decline-code-of-paypal-refunds.ts';
import { koreanMethodsInConfigurations } from './2025-05-28.basil/korean-methods-in-configurations.ts';
import { prefundingInBalance } from './2025-05-28.basil/prefunding-in-balance.ts';
import { setupFutureUsageOfNaverPay } from './2025-05-28.basil/setup-future-usage-of-naver-pay.ts';
import { invoiceTemplateInCheckout } from './2025-07-30.basil/invoice-template-in-checkout.ts';
import { originContext } from './2025-07-30.basil/origin-context.ts';
import { setupFutureUsageOfPix } from './2025-07-30.basil/setup-future-usage-of-pix.ts';
import { transactionIdOfCashAppCharges } from './2025-07-30.basil/transaction-id-of-cash-app-charges.ts';
import { excludedPaymentMethodTypesOfPaymentIntents } from './2025-08-27.basil/excluded-payment-method-types-of-payment-intents.ts';
import { iofInPixAmounts } from './2025-08-27.basil/iof-in-pix-amounts.ts';
import { paynowOnTerminal } from './2025-08-27.basil/paynow-on-terminal.ts';
import { transactionIdOfWalletCharges } from './2025-08-27.basil/transaction-id-of-wallet-charges.ts';
import { brandingSettings } from './2025-09-30.clover/branding-settings.ts';
import { captureMethodsInCheckout } from './2025-09-30.clover/capture-methods-in-checkout.ts';
import { contactOfCards } from './2025-09-30.clover/contact-of-cards.ts';
import { excludedPaymentMethodTypesOfCheckoutSessions } from './2025-09-30.clover/excluded-payment-method-types-of-checkout-sessions.ts';
import { lossReasonOfKlarnaDisputes } from './2025-09-30.clover/loss-reason-of-klarna-disputes.ts';
import { namesInCheckout } from './2025-09-30.clover/names-in-checkout.ts';
import { namesOfCustomers } from './2025-09-30.clover/names-of-customers.ts';
import { promotionOfPromotionCodes } from './2025-09-30.clover/promotion-of-promotion-codes.ts';
import { sourceOfDiscounts } from './2025-09-30.clover/source-of-discounts.ts';
import { customerSheetInCustomerSessions } from './2025-10-29.clover/customer-sheet-in-customer-sessions.ts';
import { excludedPaymentMethodTypesOfSetupIntents } from './2025-10-29.clover/excluded-payment-method-types-of-setup-intents.ts';
import { paymentDetailsAndLineItems } from './2025-10-29.clover/payment-details-and-line-items.ts';
import { taxProviderOfCustomers } from './2025-10-29.clover/tax-provider-of-customers.ts';
import { captureMethodOfCardPresent } from './2025-11-17.clover/capture-method-of-card-present.ts';
import { hooksOfPaymentIntents } from './2025-11-17.clover/hooks-of-payment-intents.ts';
import { transactionIdOfIdealCharges } from './2025-11-17.clover/transaction-id-of-ideal-charges.ts';
import { customerAccount } from './2025-12-15.clover/customer-account.ts';
import { expectedDebitDate } from './2025-12-15.clover/expected-debit-date.ts';
import { metadataOfLineItems } from './2025-12-15.clover/metadata-of-line-items.ts';
import { adjustableQuantityOfLineItems } from './2026-01-28.clover/adjustable-quantity-of-line-items.ts';
import { errorsInAmountDetails } from './2026-01-28.clover/errors-in-amount-details.ts';
import { creditorOfBacsMandates } from './2026-02-25.clover/creditor-of-bacs-mandates.ts';
import { purposeOfUsBankPayments } from './2026-02-25.clover/purpose-of-us-bank-payments.ts';
import { readerOfCardPresentCharges } from './2026-02-25.clover/reader-of-card-present-charges.ts';
import { integrationIdentifier } from './2026-03-25.dahlia/integration-identifier.ts';
import { namesOfUiModes } from './2026-03-25.dahlia/names-of-ui-modes.ts';
import { klarnaOnTerminal } from './2026-04-22.dahlia/klarna-on-terminal.ts';
import { managedPayments } from './2026-04-22.dahlia/managed-payments.ts';
import { mandatesOfPix } from './2026-04-22.dahlia/mandates-of-pix.ts';
import { motoOfSetupAttempts } from './2026-04-22.dahlia/moto-of-setup-attempts.ts';
import { mandateOfTwintCharges } from './2026-05-27.dahlia/mandate-of-twint-charges.ts';
import { paymentDataOfTransfers } from './2026-05-27.dahlia/payment-data-of-transfers.ts';
import { mastercardComplianceDisputes } from './2026-06-24.dahlia/mastercard-compliance-disputes.ts';
import { payersOfBizumBlikAndPix } from './2026-06-24.dahlia/payers-of-bizum-blik-and-pix.ts';
import { setupFutureUsageOfSatispay } from './2026-06-24.dahlia/setup-future-usage-of-satispay.ts';
import { transactionLinkIdOfCardCharges } from './2026-06-24.dahlia/transaction-link-id-of-card-charges.ts';
import { allowedPaymentMethodTypes } from './2026-07-29.dahlia/allowed-payment-method-types.ts';
import { customerOfRefunds } from './2026-07-29.dahlia/customer-of-refunds.ts';
import { networkOfCardDisputes } from './2026-07-29.dahlia/network-of-card-disputes.ts';
import { setupFutureUsageOfPaycoAndSamsungPay } from './2026-07-29.dahlia/setup-future-usage-of-payco-and-samsung-pay.ts';
import { componentsOfCustomerSessions } from './2026-08-26.dahlia/components-of-customer-sessions.ts';
import { fundingSourceOfLinkCharges } from './2026-08-26.dahlia/funding-source-of-link-charges.ts';
import { fundingTypesOfCheckoutCards } from './2026-08-26.dahlia/funding-types-of-checkout-cards.ts';
import { metadataOfConfirmationTokens } from './2026-08-26.dahlia/metadata-of-confirmation-tokens.ts';
import { allowedPaymentMethodTypesOfCheckoutSessions } from './2026-09-30.endive/allowed-payment-method-types-of-checkout-sessions.ts';
import { detailsOfBillieBlikAndSwish } from './2026-09-30.endive/details-of-billie-blik-and-swish.ts';
import { electronicCommerceIndicatorOfCardCharges } from './2026-09-30.endive/electronic-commerce-indicator-of-card-charges.ts';
import { expandableMandateOfCardCharges } from './2026-09-30.endive/expandable-mandate-of-card-charges.ts';
import { indianCardMandates } from './2026-09-30.endive/indian-card-mandates.ts';
import { paymentMethodTypesParameter } from './2026-09-30.endive/payment-method-types-parameter.ts';
import { paymentRecordOfPaymentIntents } from './2026-09-30.endive/payment-record-of-payment-intents.ts';
import { taxDetailsOfProducts } from './2026-09-30.endive/tax-details-of-products.ts';
import { credentialUsageOnCards } from './2026-10-28.endive/credential-usage-on-cards.ts';
import { disputeAppeals } from './2026-10-28.endive/dispute-appeals.ts';
import { referencesOfWalletRefunds } from './2026-10-28.endive/references-of-wallet-refunds.ts';
import type { VersionChange } from './change.ts';

/** What one version of the API changed. */
export interface Release {
  readonly version: string;
  readonly changes: readonly VersionChange[];
}

/** All changes, newest version first. Versions that changed nothing that Florin answers are not in it. */
export const releases: readonly Release[] = [
  {
    version: '2026-10-28.endive',
    changes: [credentialUsageOnCards, disputeAppeals, referencesOfWalletRefunds],
  },
  {
    version: '2026-09-30.endive',
    changes: [
      allowedPaymentMethodTypesOfCheckoutSessions,
      detailsOfBillieBlikAndSwish,
      electronicCommerceIndicatorOfCardCharges,
      expandableMandateOfCardCharges,
      indianCardMandates,
      paymentMethodTypesParameter,
      paymentRecordOfPaymentIntents,
      taxDetailsOfProducts,
    ],
  },
  {
    version: '2026-08-26.dahlia',
    changes: [
      componentsOfCustomerSessions,
      fundingSourceOfLinkCharges,
      fundingTypesOfCheckoutCards,
      metadataOfConfirmationTokens,
    ],
  },
  {
    version: '2026-07-29.dahlia',
    changes: [
      allowedPaymentMethodTypes,
      customerOfRefunds,
      networkOfCardDisputes,
      setupFutureUsageOfPaycoAndSamsungPay,
    ],
  },
  {
    version: '2026-06-24.dahlia',
    changes: [
      mastercardComplianceDisputes,
      payersOfBizumBlikAndPix,
      setupFutureUsageOfSatispay,
      transactionLinkIdOfCardCharges,
    ],
  },
  {
    version: '2026-05-27.dahlia',
    changes: [mandateOfTwintCharges, paymentDataOfTransfers],
  },
  {
    version: '2026-04-22.dahlia',
    changes: [klarnaOnTerminal, managedPayments, mandatesOfPix, motoOfSetupAttempts],
  },
  {
    version: '2026-03-25.dahlia',
    changes: [integrationIdentifier, namesOfUiModes],
  },
  {
    version: '2026-02-25.clover',
    changes: [creditorOfBacsMandates, purposeOfUsBankPayments, readerOfCardPresentCharges],
  },
  {
    version: '2026-01-28.clover',
    changes: [adjustableQuantityOfLineItems, errorsInAmountDetails],
  },
  {
    version: '2025-12-15.clover',
    changes: [customerAccount, expectedDebitDate, metadataOfLineItems],
  },
  {
    version: '2025-11-17.clover',
    changes: [captureMethodOfCardPresent, hooksOfPaymentIntents, transactionIdOfIdealCharges],
  },
  {
    version: '2025-10-29.clover',
    changes: [
      customerSheetInCustomerSessions,
      excludedPaymentMethodTypesOfSetupIntents,
      paymentDetailsAndLineItems,
      taxProviderOfCustomers,
    ],
  },
  {
    version: '2025-09-30.clover',
    changes: [
      brandingSettings,
      captureMethodsInCheckout,
      contactOfCards,
      excludedPaymentMethodTypesOfCheckoutSessions,
      lossReasonOfKlarnaDisputes,
      namesInCheckout,
      namesOfCustomers,
      promotionOfPromotionCodes,
      sourceOfDiscounts,
    ],
  },
  {
    version: '2025-08-27.basil',
    changes: [
      excludedPaymentMethodTypesOfPaymentIntents,
      iofInPixAmounts,
      paynowOnTerminal,
      transactionIdOfWalletCharges,
    ],
  },
  {
    version: '2025-07-30.basil',
    changes: [invoiceTemplateInCheckout, originContext, setupFutureUsageOfPix, transactionIdOfCashAppCharges],
  },
  {
    version: '2025-05-28.basil',
    changes: [
      koreanMethodsInConfigurations,
      affirmAndWechatPayOnTerminal,
      balanceTypeOfBalanceTransactions,
      captureMethodOfBillie,
      declineCodeOfPaypalRefunds,
      prefundingInBalance,
      setupFutureUsageOfNaverPay,
    ],
  },
  {
    version: '2025-04-30.basil',
    changes: [
      pixInConfigurations,
      contextOfEvents,
      installmentsInConfirmationTokens,
      pendingReasonOfRefunds,
      providerOfAutomaticTax,
      taxIdInBillingDetails,
      walletOptionsInCheckout,
    ],
  },
  {
    version: '2025-03-31.basil',
    changes: [
      aggregateUsageOfPrices,
      amountUpdatesOfCharges,
      checkoutSessionOfCustomerBalances,
      couponsOfCustomers,
      expiredPaymentIntents,
      invoiceOfPayments,
      naverPayBuyer,
      optionalItemsInCheckout,
      permissionsOfCheckoutSessions,
      presentmentDetails,
      shippingDetailsOfCheckoutSessions,
    ],
  },
  {
    version: '2025-02-24.acacia',
    changes: [collectedInformation, restrictionsOfCheckoutCards, targetDateOfBankDebits],
  },
  {
    version: '2025-01-27.acacia',
    changes: [adviceCodeOfDeclines, countryOfPaypalAccounts, discountsOfCheckoutSessions],
  },
  {
    version: '2024-12-18.acacia',
    changes: [
      addressesOfBankTransfers,
      allowRedisplayOfCards,
      fundingOfAmazonPayAndRevolutPayCharges,
      networkCodesOfDeclines,
      networkTransactionIdOfCardCharges,
      referencePrefixOfMandates,
      regulatedStatusOfCards,
      visaComplianceDisputes,
    ],
  },
  {
    version: '2024-11-20.acacia',
    changes: [
      accountHolderOfUsBankTransfers,
      adaptivePricing,
      authorizationsOfCheckoutCards,
      declineCodeOfBlikAndSwishRefunds,
      mandatesOfBankDebitsInCheckout,
    ],
  },
  {
    version: '2024-10-28.acacia',
    changes: [enhancedEvidenceOfDisputes, flatAmountOfTaxRates],
  },
  {
    version: '2024-09-30.acacia',
    changes: [
      twintInConfigurations,
      authorizationCodeOfCardCharges,
      brandProductOfPresentCards,
      caseTypeOfCardDisputes,
      customerInConfirmationTokens,
      detailsOfAffirmBlikAndKlarnaCharges,
      optionsOfBacsAndUsBankAccounts,
      paymentElementInCustomerSessions,
      requiredTaxIdsInCheckout,
      templateOfCustomerInvoices,
    ],
  },
  {
    version: '2024-06-20',
    changes: [
      walletsInConfigurations,
      allowRedisplayOfPaymentMethods,
      defaultValuesOfCustomFields,
      netAvailableInBalance,
      optionsOfRevolutPay,
      preferredLocalesOfPresentCards,
      savedPaymentMethodsInCheckout,
    ],
  },
  {
    version: '2024-04-10',
    changes: [
      cashBalancesToBalances,
      bankTransfersInConfigurations,
      agreementToReuseInCheckout,
      captureBeforeOfCardCharges,
      captureMethodDefault,
      cvcRecollection,
      destinationDetailsOfRefunds,
      detailsOfThreeDSecure,
      displayBrandOfCards,
      jurisdictionLevelOfTaxRates,
      liabilityOfAutomaticTax,
      mandatesOfBankDebits,
      marketingFeaturesOfProducts,
      meterOfPrices,
      offlinePresentCards,
      ownerOfTaxIds,
      radarOptionsOfCharges,
      subscriptionItemOfDiscounts,
      threeDSecureOfCheckoutCards,
    ],
  },
  {
    version: '2023-10-16',
    changes: [
      balancesOfOverdrafts,
      embeddedCheckout,
      extendedCardAuthorizations,
      featuresOfProducts,
      kindsOfCustomFields,
      paymentMethodConfiguration,
      paymentMethodDetailsOfDisputes,
      prefetchedFinancialConnections,
      statementDescriptorOfCardPayments,
      textBesideTermsOfService,
    ],
  },
  {
    version: '2023-08-16',
    changes: [
      overdraftsOfCashBalances,
      sendersOfBankTransfers,
      accountOfMandates,
      automaticAsyncCapture,
      automaticPaymentMethodsOfSetupIntents,
      cardsOfSetupAttempts,
      currencyConversionInCheckout,
      customFieldsInCheckout,
      detailsOfAfterpayCashAppAndLinkCharges,
      detailsOfPresentCards,
      disputeOfCharges,
      effectivePercentageOfTaxRates,
      hostedInstructions,
      invoicesOfCheckoutSessions,
      merchantDefaultOfCashBalances,
      networkTokenOfCardCharges,
      paymentMethodTypesDefault,
      requirementsOfBankAccounts,
      taxabilityOfLineItems,
    ],
  },
  {
    version: '2022-11-15',
    changes: [
      chargesOnPaymentIntent,
      creationOfCheckoutSessions,
      paymentMethodCollectionInCheckout,
      refundsOnCharge,
      requestLogUrlOfErrors,
      termsOfServiceInCheckout,
    ],
  },
];
