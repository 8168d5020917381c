import { markup, type Markup, type Part } from '../markup/markup.ts'

/** A part of the page with its heading and what it is about. */
export function section(id: string, heading: string, lead: Part, body: Part): Markup {
  return markup`
<section id="${id}" aria-labelledby="${id}-h">
<div class="lead"><h2 id="${id}-h">${heading}</h2><p>${lead}</p></div>
<div class="body">${body}</div>
</section>`
}
