import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MethodSpec } from '../../src/shared/method-spec.ts';
import type { Translate } from '../texts/texts.ts';
import { useHandles } from '../ui/handles.ts';
import { methodName } from './method-facts.ts';
import { MethodIcon } from './method-icon.tsx';

interface Props {
  readonly methods: readonly MethodSpec[];
  /** The selected type. */
  readonly type: string | undefined;
  readonly t: Translate;
  readonly layout: 'tabs' | 'accordion';
  readonly spaced: boolean;
  /** Number of payment methods that an accordion shows at first; 0 for all. */
  readonly atFirst?: number;
  onChoose(type: string): void;
  details(method: MethodSpec): ComponentChildren;
}

/** The choice of a payment method, as tabs or an accordion. A single method is shown without tabs. */
export function Methods(props: Props) {
  const handles = useHandles();
  const [only, ...others] = props.methods;
  if (only && others.length === 0 && props.layout === 'tabs') {
    return <div {...handles.method?.(only.type).only}>{props.details(only)}</div>;
  }
  return props.layout === 'tabs' ? <Tabs {...props} /> : <Accordion {...props} />;
}

function Tabs({ methods, type, t, onChoose, details }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const handles = useHandles();
  const row = useRef<HTMLDivElement>(null);
  const { shown, folded } = fold(methods, type, useRoom(row));
  const chosen = methods.find((one) => one.type === type);
  /** Arrow keys wrap around and select the focused tab, as the ARIA pattern for tabs requires. */
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
    const edge = { Home: 0, End: shown.length - 1 }[event.key];
    if (step === 0 && edge === undefined) return;
    event.preventDefault();
    const rightToLeft = document.dir === 'rtl' ? -1 : 1;
    const place =
      edge ?? (shown.findIndex((one) => one.type === type) + step * rightToLeft + shown.length) % shown.length;
    const next = shown[place];
    if (next === undefined) return;
    onChoose(next.type);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[place]?.focus();
  }
  return (
    <>
      <div class="TabRow" ref={row}>
        <div class="TabList" role="tablist" aria-label={t('payment.methods')} ref={list} onKeyDown={onKeyDown}>
          {shown.map((one) => {
            const selected = one.type === type;
            return (
              <button
                key={one.type}
                type="button"
                role="tab"
                {...handles.method?.(one.type).tab}
                data-method={one.type}
                class={selected ? 'Tab Tab--selected' : 'Tab'}
                aria-selected={selected}
                aria-controls="panel"
                tabIndex={selected || (type === undefined && one === shown[0]) ? 0 : -1}
                onClick={() => onChoose(one.type)}
              >
                <MethodIcon {...one} />
                <span class="TabLabel">{methodName(t, one)}</span>
              </button>
            );
          })}
        </div>
        {folded.length > 0 && (
          <span class="Tab TabMore">
            <select aria-label={t('payment.more')} value="" onChange={(event) => onChoose(event.currentTarget.value)}>
              <option value="" disabled hidden>
                …
              </option>
              {folded.map((one) => (
                <option key={one.type} value={one.type}>
                  {methodName(t, one)}
                </option>
              ))}
            </select>
          </span>
        )}
      </div>
      {chosen && (
        <div id="panel" role="tabpanel" aria-label={methodName(t, chosen)}>
          {details(chosen)}
        </div>
      )}
    </>
  );
}

/** Minimum width of a tab with its gap, and the width of the select for tabs that do not fit, in pixels. */
const TAB_PX = 116;
const GAP_PX = 8;
const MORE_PX = 52;

/** Returns how many tabs fit in a row. */
function useRoom(row: RefObject<HTMLDivElement | null>): { readonly alone: number; readonly besideMore: number } {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.getBoundingClientRect().width));
    watch.observe(element);
    setWidth(element.getBoundingClientRect().width);
    return () => watch.disconnect();
  }, [row]);
  const places = (px: number) => Math.max(1, Math.floor(px / TAB_PX));
  return { alone: places(width + GAP_PX), besideMore: places(width + GAP_PX - MORE_PX) };
}

/** Splits the methods into visible tabs and the rest. The selected one is always visible. */
function fold(
  methods: readonly MethodSpec[],
  type: string | undefined,
  room: { readonly alone: number; readonly besideMore: number },
): { readonly shown: readonly MethodSpec[]; readonly folded: readonly MethodSpec[] } {
  if (methods.length <= room.alone) return { shown: methods, folded: [] };
  const first = methods.slice(0, room.besideMore);
  const chosen = methods.find((one) => one.type === type);
  const shown = !chosen || first.includes(chosen) ? first : [...first.slice(0, -1), chosen];
  return { shown, folded: methods.filter((one) => !shown.includes(one)) };
}

function Accordion({ methods, type, t, spaced, atFirst = 0, onChoose, details }: Props) {
  const [all, showAll] = useState(false);
  const handles = useHandles();
  const visible = all || atFirst === 0 ? methods : methods.filter((one, place) => place < atFirst || one.type === type);
  return (
    <div
      class={spaced ? 'Accordion Accordion--spaced' : 'Accordion'}
      role="radiogroup"
      aria-label={t('payment.methods')}
    >
      {visible.map((one) => {
        const selected = one.type === type;
        return (
          <div
            key={one.type}
            class={selected ? 'AccordionItem AccordionItem--selected' : 'AccordionItem'}
            {...handles.method?.(one.type).item}
          >
            <label class="AccordionItem-head" {...handles.method?.(one.type).row}>
              <input
                {...handles.method?.(one.type).radio}
                type="radio"
                name="method"
                value={one.type}
                data-method={one.type}
                checked={selected}
                onChange={() => onChoose(one.type)}
              />
              <MethodIcon {...one} />
              <span>{methodName(t, one)}</span>
            </label>
            {selected && <div class="AccordionItem-body">{details(one)}</div>}
          </div>
        );
      })}
      {visible.length < methods.length && (
        <button type="button" class="AccordionItem AccordionItem-more" onClick={() => showAll(true)}>
          {t('payment.more')}
        </button>
      )}
    </div>
  );
}
