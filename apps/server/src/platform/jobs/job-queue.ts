/** Hands job ids to workers. What it loses, the sweeper of the jobs finds again: it is a wake-up, not the truth. */
export abstract class JobQueue {
  /** Adds an id; adding one that is still in the queue changes nothing. */
  abstract add(id: string): Promise<void>;
  /** Starts giving ids to `perform`, a few at a time. */
  abstract process(perform: (id: string) => Promise<void>): Promise<void>;
  /** Takes no new ids and waits for those under way. */
  abstract close(): Promise<void>;
}
