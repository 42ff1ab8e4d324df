export type Outage = {
  /** Told true when the database goes away, and false when it is back. */
  onFailing(failing: boolean): void;
  /** Why nothing can be answered now, for a load balancer; null when all is well. */
  reason(): string | null;
};

/**
 * Whether the database that workers share is there. Each time it is asked, the database is asked too, one question at a
 * time: a worker that gets nothing, because it said that it has no database, must learn by itself that it is back.
 *
 * @param ask asks the database something small
 */
export function createOutage(ask: () => Promise<unknown>): Outage {
  let isAway = false;
  let asking: Promise<unknown> | undefined;
  return {
    onFailing(failing) {
      isAway = failing;
    },
    reason() {
      asking ??= ask()
        .catch(() => undefined) // whoever waits for the database tells of it
        .finally(() => {
          asking = undefined;
        });
      return isAway ? 'cannot reach the database' : null;
    },
  };
}
