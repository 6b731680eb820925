// Preloaded into the demonstration: the platform as it would be if two of its rules were broken.

const honest = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const response = await honest(input, init);
  const url = String(input);
  // QD-19b: the storage goes on serving links of a suspended dataset.
  if (response.status === 403 && url.includes('X-Amz-Signature')) return new Response('the data');
  // QD-17.2b: nobody is told that a period is overdue.
  if (response.ok && url.includes('overdue=true')) return Response.json({ total: 0, page: 1, pageSize: 20, items: [] });
  return response;
};
