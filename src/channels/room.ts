/** Places of which each is held by one at a time; whoever finds none free waits in turn. */
export type Room = {
  /** Fulfilled with what gives the place back. */
  enter(): Promise<() => void>;
};

export function createRoom(places: number): Room {
  const queue: (() => void)[] = [];
  let taken = 0;
  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else taken--;
  };
  return {
    async enter() {
      if (taken < places) taken++;
      else
        await new Promise<void>((resolve) => {
          queue.push(resolve);
        });
      return leave;
    },
  };
}

/**
 * One turn of the event loop for each: work that is all computing lets what has come in be seen between two pieces.
 *
 * @returns a function that is fulfilled when the caller's turn has come
 */
export function createTurns(): () => Promise<void> {
  const queue: (() => void)[] = [];
  const next = () => {
    queue.shift()?.();
    if (queue.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      queue.push(resolve);
      if (queue.length === 1) setImmediate(next);
    });
}
