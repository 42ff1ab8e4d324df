import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { loadKnowledge } from './load.ts';
import { incidentsFolder } from './parse.ts';
import { KnowledgeError, type Problem } from './problem.ts';
import type { Knowledge } from './schema.ts';

/** Saving or checking out files makes a burst of events: one reload follows the last of them. */
const quietMilliseconds = 50;

export type KnowledgeWatch = {
  /** Called with the whole new knowledge, never with a part of it. */
  readonly onKnowledge: (knowledge: Knowledge) => void;
  /** Called when the files as they stand are refused: what was loaded before stays good. */
  readonly onProblem: (problems: readonly Problem[]) => void;
};

/**
 * Loads the facts again whenever a file of `directory` is written, replaced, added or removed.
 * The first loading is the caller's.
 */
export function watchKnowledge(
  directory: string,
  { onKnowledge, onProblem }: KnowledgeWatch,
): { close: () => void } {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let reloading = false;
  let changedMeanwhile = false;
  let incidents: FSWatcher | undefined;

  const watchIncidents = (): void => {
    incidents?.close();
    incidents = undefined;
    try {
      incidents = watch(join(directory, incidentsFolder), onEvent).on('error', watchIncidents);
    } catch (error) {
      // no such folder for now: its appearing is an event of the directory above
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  };

  const reload = async (): Promise<void> => {
    reloading = true;
    do {
      changedMeanwhile = false;
      const outcome = await loadKnowledge(directory).then(
        (knowledge) => () => {
          onKnowledge(knowledge);
        },
        (error: unknown) => () => {
          onProblem(problemsOf(error, directory));
        },
      );
      if (!isClosed() && !isStale()) outcome();
    } while (isStale() && !isClosed());
    reloading = false;
  };
  // behind functions, because the compiler believes that an await changes nothing
  const isClosed = (): boolean => closed;
  const isStale = (): boolean => changedMeanwhile;

  function onEvent(_event: string, name: string | null): void {
    if (closed) return;
    if (name === incidentsFolder) watchIncidents();
    else if (name !== null && (!name.endsWith('.json') || name.startsWith('.'))) return; // a writer's temporary file
    if (reloading) {
      changedMeanwhile = true;
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), quietMilliseconds);
  }

  const above = watch(directory, onEvent).on('error', (error) => {
    onProblem(problemsOf(error, directory));
  });
  watchIncidents();

  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
      above.close();
      incidents?.close();
    },
  };
}

function problemsOf(error: unknown, directory: string): readonly Problem[] {
  return error instanceof KnowledgeError
    ? error.problems
    : [{ file: directory, path: '', reason: String(error) }];
}
