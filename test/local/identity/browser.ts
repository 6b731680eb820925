type Visit = (url: string, form?: URLSearchParams) => Promise<{ url: string; body: string }>;

/** Follows redirects and keeps cookies, as a browser does; answers where it ended. Ends before another server's page. */
export function browser(): Visit {
  const cookies = new Map<string, string>();
  const visit: Visit = async (url, form) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return { url, body: await response.text() };
    const next = new URL(location, url);
    return next.searchParams.has('code') ? { url: next.href, body: '' } : visit(next.href);
  };
  return visit;
}
