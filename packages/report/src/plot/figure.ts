import { markup, type Markup, type Part } from '../markup/markup.ts'

/** A drawing of its own size in pixels. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly content: Part
}

/** What a drawing shows, for those who do not see it. */
export interface Described {
  /** Unique on the page. */
  readonly id: string
  readonly title: string
  readonly description: string
}

/** A drawing as an image with a title and a description. */
export function svg({ id, title, description }: Described, { width, height, content }: Drawing, look = ''): Markup {
  return markup`<svg ${look !== '' && markup`class="${look}" `}viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d" style="max-width:${Math.round(width * 1.2)}px"><title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>${content}</svg>`
}

/** One drawing for wide pages and print, one for phones: text keeps its size on both. Only one of them is ever shown. */
export function twice(described: Described, draw: (room: Room) => Drawing): Markup {
  const { id } = described
  return markup`${svg({ ...described, id: `${id}-w` }, draw('wide'), 'wide')}${svg({ ...described, id: `${id}-n` }, draw('narrow'), 'narrow')}`
}

export type Room = 'wide' | 'narrow'

/** A figure with the sentence on how to read it. */
export function figure(content: Part, caption: Part): Markup {
  return markup`<figure>${content}<figcaption>${caption}</figcaption></figure>`
}
