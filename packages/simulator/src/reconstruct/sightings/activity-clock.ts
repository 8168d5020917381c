/** Fewer changes say nothing of what an agent's last activity is. */
const least = 20
/** Of all changes, those that it may not have shown. */
const mostMissed = 0.02
/** Of all times that it moved, those without a change that anybody could see. */
const mostIdle = 0.1

/**
 * What `lastActivityAt` tells. On some platforms only taking, refusing and ending a chat are activities: where a snapshot shows
 * that one of these happened since the one before, it says when. On others every message is one. Which it is shows in how
 * often it moves with a change, and how often without. A bound alone it is not: one that is itself what it bounds misleads.
 */
export class ActivityClock {
  #changes = 0
  #missed = 0
  #idle = 0

  /** Between two snapshots the agent was seen to change or not, and their last activity moved or not. */
  note(changed: boolean, moved: boolean): void {
    if (changed) {
      this.#changes += 1
      if (!moved) this.#missed += 1
    } else if (moved) this.#idle += 1
  }

  /** Whatever changes moves it, and nothing else does: what alone changed did so then. */
  get exact(): boolean {
    const changes = this.#changes
    return changes >= least && this.#missed <= mostMissed * changes && this.#idle <= mostIdle * changes
  }
}
