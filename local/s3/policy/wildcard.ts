/** IAM's pattern: `*` is any run of characters, `?` any one. */
export function wildcard(pattern: string, flags = ''): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[\\s\\S]*')
    .replaceAll('?', '[\\s\\S]');
  return new RegExp(`^${source}$`, `u${flags}`);
}

/** ARNs are compared part by part between colons, so that a `*` doesn't reach into the next part. */
export function arnPattern(pattern: string): (arn: string) => boolean {
  const parts = arnParts(pattern).map((part) => wildcard(part));
  return (arn) => {
    const found = arnParts(arn);
    return found.length === parts.length && parts.every((part, i) => part.test(found[i] ?? ''));
  };
}

const ARN_PARTS = 6; // arn:partition:service:region:account:resource, which may hold further colons

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}
