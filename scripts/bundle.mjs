// Joins the modules of a package into a few files, as hundreds take half a second to find and read: node scripts/bundle.mjs.
// Another package stays an import by its name, so that there is one of each, whoever imports it, a plug-in too. Only zod is
// taken in, which would come with its messages in fifty languages.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))

/** By folder: what is loaded by name, and the source of it. What several share becomes a file of its own. */
const entries = {
  'packages/core': { index: 'src/index.ts' },
  'packages/wire': { index: 'src/index.ts' },
  'packages/world': { index: 'src/index.ts' },
  'packages/simulator': { index: 'src/index.ts', job: 'src/study/job-in-steps.ts' },
  'apps/cli': { bin: 'src/bin.ts', 'laws-worker': 'src/check/laws-worker.ts' },
}

/** Writes `dist/flat` of each; files that are as they would be are left alone. */
export async function bundle() {
  for (const [folder, named] of Object.entries(entries)) {
    const made = await rolldown({
      cwd: root,
      input: Object.fromEntries(Object.entries(named).map(([name, source]) => [name, join(root, folder, source)])),
      platform: 'node',
      external: (id) => !id.startsWith('.') && !isAbsolute(id) && id !== 'zod',
    })
    const { output } = await made.generate({ dir: flat(folder), sourcemap: true, chunkFileNames: '[name].js' })
    await made.close()
    write(flat(folder), new Map(output.map(({ code, fileName, source }) => [fileName, code ?? source])))
  }
}

function flat(folder) {
  return join(root, folder, 'dist', 'flat')
}

/** One file at a time, each at once: somebody may be reading them. */
function write(folder, files) {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name), { force: true })
  for (const [name, text] of files) {
    if (held(join(folder, name)) === text) continue
    const draft = join(folder, `${name}.${process.pid}`)
    writeFileSync(draft, text)
    renameSync(draft, join(folder, name))
  }
}

function held(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle()

// What vitest looks for before it runs tests.
export { bundle as setup }
