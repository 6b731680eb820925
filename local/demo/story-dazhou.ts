import { application } from './dazhou/application.ts';
import { endOfOwnData, objections } from './dazhou/objections.ts';
import { sharing } from './dazhou/sharing.ts';
import type { Story } from './teller.ts';

/** 達州市公共數據管理辦法, by what is its own. */
export const storyDazhou: Story = {
  title: '达州市公共数据开放平台:本市办法的特别之处',
  // Monday, 09:00 in China: thirty days of the calendar from here end in the holidays of 国庆节.
  clockStart: '2026-09-07T01:00:00Z',

  async tell(tell, client) {
    const ownData = await objections(tell, client);
    await application(tell, client);
    await sharing(tell, client);
    await endOfOwnData(tell, ownData);
  },
};
