// Ends a run of the tests: node scripts/tally.mjs RESULTS. Reads what vitest's JSON reporter wrote and prints how many
// tests passed and failed. Fails when one failed or was skipped, when there was none, and when a file of tests was never read.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

const { passed, failed, skipped, unread } = tally(process.argv[2])
for (const name of skipped) process.stdout.write(`skipped: ${name}\n`)
for (const file of unread) process.stdout.write(`could not be run: ${file}\n`)
process.stdout.write(`${passed} passed, ${failed + unread.length} failed\n`)
if (failed + skipped.length + unread.length > 0 || passed === 0) process.exitCode = 1

function tally(path) {
  let results
  try {
    results = JSON.parse(readFileSync(path, 'utf8')).testResults
  } catch {
    return { passed: 0, failed: 0, skipped: [], unread: ['the tests'] }
  }
  const tests = results.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: name })),
  )
  const status = (wanted) => tests.filter((test) => wanted.includes(test.status))
  return {
    passed: status(['passed']).length,
    failed: status(['failed']).length,
    skipped: status(['pending', 'skipped', 'todo', 'disabled']).map(
      ({ fullName, file }) => `${relative('.', file)} ${fullName}`,
    ),
    unread: results
      .filter(
        ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((t) => t.status === 'failed'),
      )
      .map(({ name }) => relative('.', name)),
  }
}
