import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers';

/** What people wait for, looked at again whenever something happened. */
export class Changes {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  happened(): void {
    this.#emitter.emit('change');
  }
  /**
   * Fulfilled with what the condition gives, once it gives something.
   *
   * @param describe what there is instead, when it does not within so many milliseconds
   */
  until<T>(
    condition: () => T | false | null | undefined,
    milliseconds: number,
    describe: () => string,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#emitter.off('change', look);
        reject(new Error(describe()));
      }, milliseconds);
      const look = () => {
        const found = condition();
        if (found === false || found === null || found === undefined) return;
        clearTimeout(timer);
        this.#emitter.off('change', look);
        resolve(found);
      };
      this.#emitter.on('change', look);
      look();
    });
  }
}
