import type { Brain } from './brain.ts';

/**
 * The same brain for one turn: however often the insurers of a text, or the message in it, are asked for in a row, they are
 * looked for once. It goes with the turn, so that no text is kept.
 */
export function askedOnce(brain: Brain): Brain {
  return {
    ...brain,
    findInsurers: remembering((text) => brain.findInsurers(text)),
    separateMessage: remembering((text) => brain.separateMessage(text)),
  };
}

function remembering<Result>(find: (text: string) => Result): (text: string) => Result {
  let last: { readonly text: string; readonly found: Result } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, found: find(text) };
    return last.found;
  };
}
