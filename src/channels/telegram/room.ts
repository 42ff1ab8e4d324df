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
