/** The platform's error object. The code is the status: the documents show neither. */
export function errorResponse(status: number, message: string): Response {
  return new Response(JSON.stringify({ error: { code: status, message } }), {
    status,
    // What was not read of a body that is too large must not be taken for the next request.
    headers: { 'content-type': 'application/json', ...(status === 413 ? { connection: 'close' } : {}) },
  })
}
