// Text keeps a contrast of at least 4.5, marks of at least 3, in both schemes. The inks are told apart by the common kinds
// of colour blindness as far as seven can be; shapes, dashes and names tell the rest.
const light: Readonly<Record<string, string>> = {
  ground: '#fcfbf9',
  panel: '#f4f2ee',
  text: '#1d2027',
  soft: '#5a5f6b',
  line: '#e3e0da',
  axis: '#a5a29b',
  pale: '#ebe8e2',
  link: '#0a5fa8',
  better: '#0a5fa8',
  worse: '#a83f06',
  unsure: '#7b7f88',
  'ink-0': '#3a3f4c',
  'ink-1': '#0b6bb8',
  'ink-2': '#c65a0a',
  'ink-3': '#0b8a63',
  'ink-4': '#8b4fb3',
  'ink-5': '#96720a',
  'ink-6': '#1c86a3',
  'ink-7': '#bf417d',
}

const dark: Readonly<Record<string, string>> = {
  ground: '#15171c',
  panel: '#1d2027',
  text: '#e9e7e2',
  soft: '#a6abb6',
  line: '#2d3139',
  axis: '#666c79',
  pale: '#252931',
  link: '#7cbcf7',
  better: '#7cbcf7',
  worse: '#f6a468',
  unsure: '#8d929e',
  'ink-0': '#cfd2da',
  'ink-1': '#5fb0f5',
  'ink-2': '#f29447',
  'ink-3': '#43c598',
  'ink-4': '#c798e8',
  'ink-5': '#d6b23c',
  'ink-6': '#58c4dd',
  'ink-7': '#f08cb8',
}

const inks = [0, 1, 2, 3, 4, 5, 6, 7].map((place) => `.ink-${place}{--ink:var(--ink-${place})}`)

/** The colours of both schemes as CSS variables; on paper always the light ones. */
export const colours: string = [
  `:root{color-scheme:light dark;${variables(light)}}`,
  `@media screen and (prefers-color-scheme:dark){:root{${variables(dark)}}}`,
  '@media print{:root{color-scheme:light}}',
  ...inks,
  ...['better', 'worse', 'unsure'].map((name) => `.ink-${name}{--ink:var(--${name})}`),
].join('\n')

function variables(colour: Readonly<Record<string, string>>): string {
  return Object.entries(colour)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')
}
