import { catalogChange } from './jinfeng/catalog.ts';
import { expiry } from './jinfeng/expiry.ts';
import { problemData } from './jinfeng/problem-data.ts';
import { sharing } from './jinfeng/sharing.ts';
import type { Story } from './teller.ts';

/** 金凤区公共数据资源管理办法(试行), by what is its own; it ran out on 2025-08-01. */
export const storyJinfeng: Story = {
  title: '金凤区公共数据平台:本区办法的特别之处',
  // Monday, 09:00 in China: four weeks without a national holiday.
  clockStart: '2026-11-02T01:00:00Z',

  async tell(tell, client) {
    await expiry(tell, client);
    await problemData(tell, client);
    await sharing(tell, client);
    await catalogChange(tell, client);
  },
};
