/** What a browser may send to the API from any page. */
export const preflight = {
  /** `*` doesn't cover Authorization (Fetch standard), so each header is named. */
  allowHeaders: [
    'Accept-Language',
    'apikey',
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'Prefer',
    'Range',
    'Range-Unit',
    'X-Api-Key',
    'X-CKAN-API-Key',
    'X-Client-Info',
    'Accept-Profile',
    'Content-Profile',
  ],
  maxAgeSeconds: 86_400,
} as const;
