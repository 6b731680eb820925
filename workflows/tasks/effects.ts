import type { Case } from '../../domain/case/case.ts';
import type { EffectName } from '../../domain/policy/words.ts';
import type { Platform } from '../../functions/platform.ts';
import { accessEffects } from './effects/access.ts';
import { bulletinEffects } from './effects/bulletins.ts';
import { catalogEffects } from './effects/catalog.ts';
import type { Done } from './effects/done.ts';
import { openingEffects } from './effects/opening.ts';
import { sharingEffects } from './effects/sharing.ts';
import { tellingEffects } from './effects/telling.ts';

/** Every effect by its name; what each does is in the file of its area. */
export const effects: Readonly<Record<EffectName, (p: Platform, kase: Case) => Promise<Done>>> = {
  ...openingEffects,
  ...accessEffects,
  ...sharingEffects,
  ...bulletinEffects,
  ...catalogEffects,
  ...tellingEffects,
};
