import { oneOf, required, text } from '../../contract/shape.ts';
import { listPage } from '../../kernel/list.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { paymentLinks } from '../payment-links/type.ts';
import { PAGE } from './page-fields.ts';
import { type BuyButton, buyButtons } from './type.ts';

const PATH = '/_florin/buy_buttons';

/** Buttons are made in Stripe's dashboard only, so these operations are Florin's own. */
export const buyButtonResource = resource(buyButtons, {
  operations: [
    ownOperation(
      `POST ${PATH}`,
      { payment_link: required(text), layout: oneOf('button', 'card') },
      async ({ work }, { payment_link: link, layout = 'card' }) => {
        await work.require(paymentLinks, link, 'payment_link');
        return work.insert<BuyButton>(buyButtons, {
          id: work.newId(buyButtons.prefix),
          object: buyButtons.object,
          created: work.now,
          livemode: false,
          layout,
          payment_link: link,
        });
      },
    ),
    ownOperation(`GET ${PATH}`, PAGE, (context, params) => listPage(context, buyButtons, params, PATH)),
    ownOperation(`GET ${PATH}/{buy_button}`, {}, ({ work }, _params, path) =>
      work.require(buyButtons, path.buy_button),
    ),
  ],
});
