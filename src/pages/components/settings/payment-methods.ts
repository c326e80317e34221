import type { Context as HonoContext } from 'hono';
import type { Context } from '../../../kernel/context.ts';
import { METHODS } from '../../../methods/registry.ts';
import { retrieveConfiguration, updateConfiguration } from '../../../payment-methods/configurations/configurations.ts';
import { defaultConfigurationId } from '../../../payment-methods/configurations/type.ts';
import { html } from '../../html.ts';
import { seeOther } from '../../respond.ts';
import { act, asAccount } from '../act.ts';
import { alert } from '../parts.ts';
import type { SeatEnv } from '../seat.ts';

/** A payment method of an account, and if it is on. */
interface Switch {
  readonly type: string;
  readonly label: string;
  readonly isOn: boolean;
}

async function switches(context: Context): Promise<readonly Switch[]> {
  const found = await retrieveConfiguration(context, defaultConfigurationId(context));
  const shown: Readonly<Record<string, unknown>> = { ...found };
  return METHODS.map(({ type, label }) => {
    // A configuration has every method of the registry.
    const method = shown[type] as { readonly display_preference: { readonly value: string } };
    return { type, label, isOn: method.display_preference.value === 'on' };
  });
}

export async function showMethods(c: HonoContext<SeatEnv>, problem: string | null = null): Promise<Response> {
  const { seat, texts, component } = c.var;
  const { embedded: words } = texts;
  const methods = await asAccount(c, switches);
  return seat.draw({
    title: words.methods,
    body: html`<section class="panel"><h2>${words.methods}</h2><p class="soft">${words.methodsText}</p>${alert(problem)}
    <form method="post" action="${component.path}" class="fields"><div class="switches">${methods.map(
      ({
        type,
        label,
        isOn,
      }) => html`<div class="check"><input type="checkbox" id="${type}" name="${type}" value="on"${isOn && html` checked`}>
      <label for="${type}">${label}</label></div>`,
    )}</div><div><button>${words.save}</button></div></form></section>`,
    ...(problem !== null && { status: 422 }),
  });
}

/** Turns on what is checked and off what is not. */
export async function saveMethods(c: HonoContext<SeatEnv>): Promise<Response> {
  const typed = new URLSearchParams(await c.req.text());
  const problem = await act(c, async (context) => {
    const changed = (await switches(context)).filter(({ type, isOn }) => typed.has(type) !== isOn);
    const params = Object.fromEntries(
      changed.map(({ type, isOn }) => [type, { display_preference: { preference: isOn ? 'off' : 'on' } }]),
    );
    await updateConfiguration(context, defaultConfigurationId(context), params);
  });
  return problem === null ? seeOther(c.var.component.path) : showMethods(c, problem);
}
