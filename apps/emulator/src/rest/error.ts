/** The platform's error object. The code is the status: the documents show neither. */
export function errorResponse(status: number, message: string): Response {
  return new Response(JSON.stringify({ error: { code: status, message } }), {
    status,
    headers: { 'content-type': 'application/json' },
  })
}
