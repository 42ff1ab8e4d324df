/** One thing wrong in data/: where, and why. `path` is empty when the whole file is at fault. */
export type Problem = {
  /** The file, for people: `data/insurers.json`. */
  readonly file: string;
  /** The place in it: `insurers[3].claims[0].source.url`. */
  readonly path: string;
  readonly reason: string;
};

/** `data/insurers.json: insurers[3].claims[0].source.url: http is not allowed for example.org` */
export function problemSentence({ file, path, reason }: Problem): string {
  return [file, path, reason].filter((part) => part !== '').join(': ');
}

/** The facts cannot be used as they stand; every reason is in `problems`, one a line in the message. */
export class KnowledgeError extends Error {
  readonly code = 'knowledge';
  readonly problems: readonly Problem[];

  /** @param introduction a line to put before the reasons */
  constructor(problems: readonly Problem[], introduction?: string) {
    super(
      [...(introduction === undefined ? [] : [introduction]), ...problems.map(problemSentence)].join('\n'),
    );
    this.name = 'KnowledgeError';
    this.problems = problems;
  }
}
