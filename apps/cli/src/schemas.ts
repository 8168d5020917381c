// npm run docs: writes the published JSON Schemas and the list of assumptions into docs/reference/.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assumptionsPage } from '@pointsman/emulator'
import { schemaFiles } from './schema-files.ts'

const folder = fileURLToPath(new URL('../../../docs/reference/', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const [name, text] of schemaFiles()) writeFileSync(join(folder, name), text)
writeFileSync(join(folder, 'assumptions.md'), assumptionsPage())
