/** What the browser found wrong with a page; each a line that says where. */
export interface Audit {
  readonly sideways: number
  readonly overlapping: readonly string[]
  readonly outside: readonly string[]
  readonly faint: readonly string[]
  readonly faintMarks: readonly string[]
  readonly clipped: readonly string[]
  /** How many texts were looked at, so that an empty page does not pass. */
  readonly texts: number
  readonly drawings: number
}

/** Runs in the page, as an expression: looks at every text that is shown, by its box and its colour as computed. */
export const audit = `(() => {
  const found = { sideways: 0, overlapping: [], outside: [], faint: [], faintMarks: [], clipped: [], texts: 0, drawings: 0 }
  const root = document.documentElement
  found.sideways = root.scrollWidth - root.clientWidth
  const shown = (element) => element.checkVisibility() && element.getClientRects().length > 0

  for (const drawing of document.querySelectorAll('svg[role=img]')) {
    if (!shown(drawing)) continue
    found.drawings += 1
    const { width, height } = drawing.viewBox.baseVal
    const where = drawing.querySelector('title').textContent.slice(0, 60)
    const boxes = [...drawing.querySelectorAll('text')].map((text) => ({ words: text.textContent, box: text.getBBox() }))
    boxes.forEach(({ words, box }, place) => {
      if (box.width === 0) return
      if (box.x < -0.5 || box.y < -0.5 || box.x + box.width > width + 0.5 || box.y + box.height > height + 0.5)
        found.outside.push(where + ': ' + words + ' ' + [box.x, box.y, box.width, box.height].map(Math.round) + ' in ' + width + ',' + height)
      for (const other of boxes.slice(place + 1)) {
        const across = Math.min(box.x + box.width, other.box.x + other.box.width) - Math.max(box.x, other.box.x)
        const upright = Math.min(box.y + box.height, other.box.y + other.box.height) - Math.max(box.y, other.box.y)
        if (other.box.width > 0 && across > 0.5 && upright > 0.5) found.overlapping.push(where + ': ' + words + ' / ' + other.words)
      }
    })
  }

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const known = new Map()
  const rgba = (colour) => {
    if (!known.has(colour)) known.set(colour, painted(colour))
    return known.get(colour)
  }
  const painted = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const luminance = ([r, g, b]) => {
    const [red, green, blue] = [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
    return (high + 0.05) / (low + 0.05)
  }
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor)
      if (colour[3] > 0) return colour
    }
    return [255, 255, 255, 255]
  }
  for (const element of document.body.querySelectorAll('*')) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent.trim()).join('')
    if (words === '' || !shown(element) || ['title', 'desc'].includes(element.localName)) continue
    found.texts += 1
    const style = getComputedStyle(element)
    const colour = rgba(element.localName === 'text' ? style.fill : style.color)
    const ratio = contrast(colour, behind(element))
    if (ratio < 4.5 || colour[3] < 255 || style.opacity !== '1') found.faint.push(ratio.toFixed(2) + ' ' + words.slice(0, 40))
    const range = document.createRange()
    range.selectNodeContents(element)
    const box = element.localName === 'text' || matchMedia('screen and (max-width:820px)').matches && element.closest('thead') ? undefined : range.getBoundingClientRect()
    const room = (element.closest('td,th,li,p,pre,h1,h2,h3') ?? root).getBoundingClientRect()
    if (box !== undefined && element.className !== 'skip' && (box.left < room.left - 1 || box.right > room.right + 1))
      found.clipped.push(words.slice(0, 60))
  }
  for (const mark of document.querySelectorAll('.mark,.line,.fill,.against,.ring')) {
    if (!shown(mark)) continue
    const style = getComputedStyle(mark)
    const isFilled = mark.matches('.fill,.mark:not(.hollow)')
    const ratio = contrast(rgba(isFilled ? style.fill : style.stroke), behind(mark.closest('svg')))
    if (ratio < 3) found.faintMarks.push(ratio.toFixed(2) + ' ' + mark.getAttribute('class'))
  }
  return found
})()`
