/** What is counted by the day, without any text of a message and without any chat. */
export type TallyKind = 'intent' | 'not-understood' | 'feedback' | 'word';

export type Tally = {
  readonly day: Date;
  readonly kind: TallyKind;
  readonly name: string;
  readonly count: number;
};

/** Counts for the curator, over restarts. */
export type Tallies = {
  add(kind: TallyKind, name: string, at: Date, count?: number): Promise<void>;
  /** Counts of the days since, oldest first. */
  since(day: Date): Promise<readonly Tally[]>;
  /** Forgets the days before; how many counts there were. */
  forgetBefore(day: Date): Promise<number>;
};
