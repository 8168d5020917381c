/** The seed of a replication: below 2^53 for any seed below 2^32 and replication below 2^21. */
export function replicationSeed(seed: number, replication: number): number {
  return seed + replication * 2 ** 32
}
