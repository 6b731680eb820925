import { z } from 'zod';
import { PublishedRules } from '../../domain/access/conduct.ts';
import { Instant } from '../../domain/calendar/dates.ts';
import { Refusal } from '../../domain/refusal.ts';
import { ConditionFailed, type Engine } from './engine.ts';
import { accessKeys } from './keys.ts';

const Acceptance = z.object({ version: z.int(), acceptedAt: Instant });
type Acceptance = z.infer<typeof Acceptance>;

/** The rules of conduct in all their versions, and who has accepted which. */
export const conductStore = (engine: Engine) => ({
  /** The rules in force; none until some were published. */
  async rules(): Promise<PublishedRules | undefined> {
    const [newest] = await engine.query('access', { ...accessKeys.rulesOfConduct, backwards: true, limit: 1 });
    return newest && PublishedRules.parse(newest.rules);
  },

  /** Puts the next version in force, unless another came first. */
  async publishRules(rules: PublishedRules): Promise<void> {
    try {
      await engine.write([{ table: 'access', put: { ...accessKeys.rules(rules.version), rules }, when: 'absent' }]);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw new Refusal(
        'conflict',
        {
          zh: `行为规范第 ${rules.version} 版已经发布`,
          en: `version ${rules.version} of the rules of conduct was published already`,
        },
        { cause: error },
      );
    }
  },

  /** Whether and when somebody accepted a version. */
  async acceptance(subject: string, version: number): Promise<Acceptance | undefined> {
    const item = await engine.get('access', accessKeys.acceptance(subject, version));
    return item && Acceptance.parse(item);
  },

  /** Records an acceptance; the first one of a version stays. */
  async accept(subject: string, { version, acceptedAt }: Acceptance): Promise<void> {
    try {
      const put = { ...accessKeys.acceptance(subject, version), version, acceptedAt };
      await engine.write([{ table: 'access', put, when: 'absent' }]);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  },
});
