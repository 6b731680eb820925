import type { Claims } from './personas.ts';

const kinds = { none: '已注册', person: '实名个人', organisation: '实名单位' } as const;

/** The page of the laptop's issuer: one button for each persona, no password. */
export function signInPage(personas: readonly Claims[]): string {
  const buttons = personas.map(({ sub, name, roles, real_name }) => {
    const who = [...roles, kinds[real_name]].join(' · ');
    return `<button name="account" value="${sub}"><b>${name}</b> ${sub}<small>${who}</small></button>`;
  });
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>统一身份认证(本机示例)</title>
<style>
body { font: 16px/1.7 system-ui, sans-serif; max-width: 36rem; margin: 2rem auto; padding: 0 1rem }
button { display: block; width: 100%; margin: .4rem 0; padding: .6rem 1rem; font: inherit; text-align: left }
small { display: block; opacity: .7 }
</style>
<h1>选择身份登录</h1>
<p>这是本机示例的身份认证,没有口令。 <span lang="en">Choose who you are; there is no password on the laptop.</span></p>
<form method="post">${buttons.join('\n')}</form>
</html>
`;
}
