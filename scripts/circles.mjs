/**
 * The circles in a graph of files, each given once, beginning at the file whose name sorts first, with the line of the
 * import by which that file enters it. One circle for each set of files that reach each other (Tarjan 1972).
 */
export function circles(graph) {
  return components(graph).map((members) => {
    const first = [...members].sort()[0]
    const files = shortest(graph, members, first)
    const next = files[1] ?? first
    return { files, line: graph.get(first).find(({ to }) => to === next).line }
  })
}

/** The sets of files that reach each other: more than one file, or a file that imports itself. */
function components(graph) {
  const index = new Map()
  const low = new Map()
  const stack = []
  const found = []
  const visit = (file) => {
    index.set(file, index.size)
    low.set(file, index.get(file))
    stack.push(file)
    for (const { to } of graph.get(file)) {
      if (!graph.has(to)) continue
      if (!index.has(to)) visit(to)
      if (stack.includes(to)) low.set(file, Math.min(low.get(file), low.get(to)))
    }
    if (low.get(file) !== index.get(file)) return
    const members = new Set(stack.splice(stack.indexOf(file)))
    if (members.size > 1 || graph.get(file).some(({ to }) => to === file)) found.push(members)
  }
  for (const file of graph.keys()) if (!index.has(file)) visit(file)
  return found
}

/** The shortest way from the file back to itself, by breadth-first search. */
function shortest(graph, members, first) {
  const ways = [[first]]
  const seen = new Set()
  for (const way of ways) {
    for (const { to } of graph.get(way.at(-1))) {
      if (to === first) return way
      if (!members.has(to) || seen.has(to)) continue
      seen.add(to)
      ways.push([...way, to])
    }
  }
  throw new Error('files that reach each other lie on a circle')
}
