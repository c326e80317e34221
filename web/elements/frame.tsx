import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Answer, FrameKind, SharedSetup } from '../shared/protocol.ts';
import { loadTexts, type Texts } from '../texts/texts.ts';
import { applyAppearance } from '../ui/appearance.ts';
import { HandlesContext } from '../ui/handles.ts';
import { type ElementStyle, rulesOfStyle, setRules } from '../ui/style-rules.ts';
import { Address } from './address/address.tsx';
import { AcssDebit } from './bank/acss-debit.tsx';
import { isBankKind } from './bank/bank.ts';
import { BankElement } from './bank/bank-element.tsx';
import { BankLogin } from './bank/bank-login.tsx';
import { CardLine } from './card/card-line.tsx';
import { SplitField } from './card/split-field.tsx';
import type { Channel } from './channel.ts';
import type { Controls, ElementProps } from './element-props.ts';
import { Email } from './email/email.tsx';
import { ExpressCheckout } from './express-checkout.tsx';
import { applyFonts } from './fonts.ts';
import { handlesOf } from './handles.ts';
import { Payment } from './payment/payment.tsx';
import { TaxId } from './tax-id/tax-id.tsx';
import { textPartsOf } from './text-parts.ts';

const ELEMENTS: Readonly<Record<FrameKind, FunctionComponent<ElementProps>>> = {
  card: CardLine,
  cardNumber: SplitField,
  cardExpiry: SplitField,
  cardCvc: SplitField,
  payment: Payment,
  address: Address,
  linkAuthentication: Email,
  expressCheckout: ExpressCheckout,
  taxId: TaxId,
  acssDebit: AcssDebit,
  bankLogin: BankLogin,
  auBankAccount: BankElement,
  epsBank: BankElement,
  fpxBank: BankElement,
  iban: BankElement,
  idealBank: BankElement,
  p24Bank: BankElement,
};

/** Elements that emit `ready` themselves, after their first call to Florin. */
const READY_LATER = new Set<FrameKind>(['payment', 'expressCheckout', 'acssDebit']);
/** Elements that emit `loaderstart`. */
const WITH_START = new Set<FrameKind>(['payment', 'address', 'linkAuthentication', 'taxId']);

const NOTHING: Answer = { body: {} };

/** A frame: applies its appearance and locale, reports its height, and forwards the page's requests to its element. */
export function Frame({ channel, texts: first }: { channel: Channel; texts: Texts }) {
  const { setup } = channel;
  const [options, setOptions] = useState(setup.options);
  const [shared, setShared] = useState<SharedSetup>(setup);
  const [texts, setTexts] = useState(first);
  const controls = useRef<Controls>(undefined);
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    channel.listen({
      update: setOptions,
      act: (act) => controls.current?.[act]?.(),
      async ask(ask) {
        if (ask.what !== 'refresh') return (await controls.current?.ask(ask)) ?? NOTHING;
        setShared(ask.setup);
        return (await controls.current?.refresh?.()) ?? NOTHING;
      },
    });
    if (WITH_START.has(setup.kind)) channel.emit('loaderstart');
    if (!READY_LATER.has(setup.kind) && !isBankKind(setup.kind)) channel.emit('ready');
  }, [channel, setup.kind]);
  useLayoutEffect(() => {
    applyAppearance(shared.appearance);
    void applyFonts(shared.fonts);
  }, [shared.appearance, shared.fonts]);
  useEffect(() => {
    void loadTexts(shared.locale, textPartsOf(setup.kind)).then(setTexts);
  }, [shared.locale, setup.kind]);
  useLayoutEffect(() => setRules('style', rulesOfStyle(options.style as ElementStyle | undefined)), [options.style]);
  useLayoutEffect(() => {
    document.documentElement.lang = texts.tag;
    document.documentElement.dir = texts.direction;
  }, [texts]);
  useLayoutEffect(() => {
    const content = root.current;
    if (!content) return;
    const watch = new ResizeObserver(() => channel.resize(Math.ceil(content.getBoundingClientRect().height * 10) / 10));
    watch.observe(content);
    return () => watch.disconnect();
  }, [channel]);

  const [handles] = useState(() => handlesOf(setup));
  const Element: ComponentType<ElementProps> = ELEMENTS[setup.kind];
  return (
    <div ref={root} class={`Frame Frame--${setup.kind}`}>
      <HandlesContext.Provider value={handles}>
        <Element
          channel={channel}
          texts={texts}
          merchant={setup.merchant}
          options={options}
          purpose={shared.purpose}
          controls={controls as { current: Controls | undefined }}
        />
      </HandlesContext.Provider>
    </div>
  );
}
