import { assets } from './assets/assets.ts';
import { authorizePages } from './authorize/authorize.ts';
import { brandPages } from './branding/branding.ts';
import { checkoutPages } from './checkout/checkout.ts';
import { embeddedPages } from './embedded/embedded.ts';
import { embedPages } from './embeds/embeds.ts';
import { expressPages } from './express/express.ts';
import { homePages } from './home/home.ts';
import { creditNotePages, invoicePages } from './invoices/invoices.ts';
import { linkPages } from './links/link.ts';
import { mandatePages } from './mandates/mandate.ts';
import { oauthPages } from './oauth/authorize.ts';
import { onboardingPages } from './onboarding/onboarding.ts';
import type { PageRoutes } from './page-env.ts';
import { paymentLinkPages } from './payment-links/payment-links.ts';
import { portalPages } from './portal/portal.ts';
import { receiptPages } from './receipts/receipt.ts';
import { webFiles } from './web/web.ts';

/** Florin's own pages, one app a room of them. Other rooms bring pages in their `room.ts`. */
export const OWN_PAGES: readonly PageRoutes[] = [
  homePages,
  authorizePages,
  brandPages,
  checkoutPages,
  mandatePages,
  oauthPages,
  onboardingPages,
  embeddedPages,
  embedPages,
  expressPages,
  invoicePages,
  creditNotePages,
  receiptPages,
  linkPages,
  paymentLinkPages,
  portalPages,
  assets,
  webFiles,
];
