import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/**
 * The browser is spoken to through pipes, and its driver stops listening to their errors before what it has written is
 * through: when the browser ends at that moment, the error of the pipe would end this process. It is noticed otherwise.
 *
 * @param argument one that only the browser meant is started with
 * @returns ends the watch for new processes
 */
export function holdPipesOf(argument: string): () => void {
  const onStart = (started: unknown) => {
    const { process: child } = started as { process: ChildProcess }; // so documented
    // its pipes are there once it has been started
    process.nextTick(() => {
      // undefined when it could not be started
      const pipes = child.spawnargs.includes(argument)
        ? (child.stdio as ChildProcess['stdio'] | undefined)
        : [];
      for (const pipe of pipes ?? []) pipe?.on('error', () => undefined);
    });
  };
  subscribe('child_process', onStart);
  return () => unsubscribe('child_process', onStart);
}
