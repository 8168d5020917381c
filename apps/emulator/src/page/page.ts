import { script } from './script.ts'
import { style } from './style.ts'

/** The control page: one page that asks nobody but the emulator for anything, and says so to the browser. */
export function page(): Response {
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
  return new Response(html(nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

function html(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Agent Chat, emulated</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${style}</style>
</head>
<body>
<header><h1>Agent Chat, emulated</h1><span id="clock" title="Time of the world"></span><span id="state" role="status">connecting …</span>
<form id="add"><label>Queue <select id="room"></select></label><label>Language <input id="lang" size="4" maxlength="20" placeholder="any"></label><button class="main">Add a chat</button></form></header>
<p id="wrong" role="alert" hidden></p>
<main>
<section class="tiles" aria-label="Figures since the emulator started">
<div class="card" id="chatcount"><h2>Chats open</h2></div>
<div class="card" id="asked"><h2>Webhook asked</h2></div>
<div class="card" id="bydefault"><h2>Default chose</h2></div>
<div class="card" id="latency"><h2>Answer time</h2></div>
</section>
<section class="card"><h2>Chats</h2><p class="empty" id="nochats">No chat is open. Add one, or let customers come by the REST API.</p><div id="chats"></div></section>
<div class="side">
<section class="card"><h2>Agents</h2><div id="agents"></div></section>
<section class="card"><h2>Queues</h2><div id="queues"></div></section>
<section class="card"><h2>Webhook traffic</h2><p class="empty" id="hooks"></p><ol id="traffic"></ol></section>
</div>
</main>
<script nonce="${nonce}" type="module">${script}</script>
</body>
</html>
`
}
