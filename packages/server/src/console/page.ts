import { script } from './script.ts'
import { style } from './style.ts'

/** The console: one page that asks nobody but us for anything, and says so to the browser. */
export function consolePage(budgetMs: number): Response {
  const nonce = crypto.randomUUID()
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  return new Response(page(budgetMs, nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

function page(budgetMs: number, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>pointsman</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${style}</style>
</head>
<body data-budget="${budgetMs}">
<header><h1>pointsman</h1><span id="state" role="status">connecting …</span></header>
<main>
<section class="tiles" aria-label="Figures of the answers since the time under the first">
<div class="card" id="answers"><h2>Answers</h2></div>
<div class="card" id="headroom"><h2>Head-room</h2></div>
<div class="card" id="fallbacks"><h2>Fallbacks</h2></div>
<div class="card" id="shadows"><h2>Shadows disagree</h2></div>
</section>
<section class="card"><h2>Last decisions</h2><p class="empty" id="none">No decision yet. Each will appear here as it falls.</p><ol id="decisions"></ol></section>
<section class="card"><h2>Load by agent</h2><div id="agents"></div></section>
</main>
<script nonce="${nonce}" type="module">${script}</script>
</body>
</html>
`
}
