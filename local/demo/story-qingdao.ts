import { application } from './qingdao/application.ts';
import { audit } from './qingdao/audit.ts';
import { download } from './qingdao/download.ts';
import { dataInterface } from './qingdao/interface.ts';
import { objection } from './qingdao/objection.ts';
import { publication } from './qingdao/publication.ts';
import type { Story } from './teller.ts';

/** 青岛市公共数据开放工作细则, its main job from the first draft to the restored opening. */
export const storyQingdao: Story = {
  title: '青岛市公共数据开放平台:主要办件演示',
  // Monday, 09:00 in China: 中秋节 and 国庆节 lie ahead, with their make-up workday.
  clockStart: '2026-09-21T01:00:00Z',

  async tell(tell, client) {
    const published = await publication(tell, client);
    await download(tell, client, published.datasetId);
    const granted = await application(tell, client);
    const key = await dataInterface(tell, client, granted);
    const objected = await objection(tell, client, granted, key);
    await audit(tell, { 数据开放: published.caseId, 有条件开放数据获取: granted.caseId, 异议: objected });
  },
};
