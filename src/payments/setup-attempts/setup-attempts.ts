import { listPage } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { setupIntents } from '../setup-intents/type.ts';
import { setupAttempts } from './type.ts';

const listSetupAttempts = operation('GET /v1/setup_attempts', async (context, params) => {
  const { id } = await context.work.require(setupIntents, params.setup_intent, 'setup_intent');
  return listPage(context, setupAttempts, params, '/v1/setup_attempts', { by: `setup_intent/${id}` });
});

export const setupAttemptResource = resource(setupAttempts, { operations: [listSetupAttempts] });
