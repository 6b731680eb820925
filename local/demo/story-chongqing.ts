import { application } from './chongqing/application.ts';
import { catalogChange, opennessProposal } from './chongqing/catalog.ts';
import { identity } from './chongqing/identity.ts';
import { verification } from './chongqing/verification.ts';
import type { Story } from './teller.ts';

/** 重庆市公共数据开放管理暂行办法, by what is its own. */
export const storyChongqing: Story = {
  title: '重庆市公共数据开放平台:本市办法的特别之处',
  // Monday, 09:00 in China: 中秋节 and 国庆节 lie ahead, with their make-up workday.
  clockStart: '2026-09-21T01:00:00Z',

  async tell(tell, client) {
    await identity(tell, client);
    await verification(tell, client);
    const conditional = await application(tell, client);
    await catalogChange(tell, client);
    await opennessProposal(tell, client, conditional);
  },
};
