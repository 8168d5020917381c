// node parse.js RECORDING: reads every line and parses it as JSON, and does nothing else. Prints how many there were.
import { createReadStream } from 'node:fs'

const newline = 10
let lines = 0
let rest = Buffer.alloc(0)
for await (const chunk of createReadStream(process.argv[2] as string, { highWaterMark: 256 * 1024 })) {
  const bytes = Buffer.concat([rest, chunk as Buffer])
  let from = 0
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
    JSON.parse(bytes.toString('latin1', from, end))
    lines += 1
    from = end + 1
  }
  rest = bytes.subarray(from)
}
process.stdout.write(String(lines))
