const titles: Readonly<Record<number, [zh: string, en: string]>> = {
  403: ['不被允许', 'Not allowed'],
  404: ['没有找到', 'Not found'],
  413: ['请求内容过大', 'Request too large'],
  429: ['请求过于频繁,请稍后再试', 'Too many requests; please slow down'],
  500: ['平台出错,请稍后再试', 'The platform failed; please try again later'],
  504: ['办理超时,请稍后再试', 'Timed out; please try again later'],
};

/** The RFC 9457 body of what API Gateway itself answers. It can't see the caller's language, so it speaks both. */
export function problemTemplate(status: number, code: string): string {
  const [zh, en] = titles[status] ?? ['', ''];
  const text = JSON.stringify({
    type: `urn:open-data-platform:problem:${code}`,
    title: en,
    status,
    detail: `${zh} / ${en}`,
    code,
  });
  return text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
