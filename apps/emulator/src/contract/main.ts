// npm run contract: which assumptions hold, of the tenant that the environment names, or of the emulator. Exit code 1 where one
// is refuted, 2 where the tenant cannot be asked.
import { ContractError, contractRun } from './contract-run.ts'
import { verdictsTable } from './verdicts-table.ts'

try {
  const { of, verdicts } = await contractRun(process.env)
  process.stdout.write(`${of}\n\n${verdictsTable(verdicts)}`)
  process.exitCode = verdicts.some(({ outcome }) => outcome === 'refuted') ? 1 : 0
} catch (error) {
  process.stderr.write(`contract: ${(error as Error).message}\n`)
  process.exitCode = error instanceof ContractError ? 2 : 3
}
