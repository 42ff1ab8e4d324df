import { z } from 'zod';

const wordings = z.array(z.string().min(1)).min(1);

/** What phones, their apps and cards write by themselves, in folded spelling: locales/<language>/screen.json. */
export const screenLexicon = z.strictObject({
  /** Beside the clock: operators, networks. */
  status: wordings,
  /** Days, months and the small words of a date or time. */
  dates: wordings,
  /** Days as apps name them above the messages of one. */
  today: wordings,
  /** Labels of messaging apps outside of the messages: delivery marks, titles, buttons. */
  labels: wordings,
  /** Whole sentences of messaging apps, of which a line may show a part. */
  sentences: wordings,
  /** What messaging apps write before the name of whom one talks with. */
  namedAfter: wordings,
  /** Standing in an empty input field. */
  input: wordings,
  /** Rows and keys of a keyboard. */
  keyboard: wordings,
  /** Marks of a forwarded message inside its bubble. */
  forwarded: wordings,
  /** Labels and buttons of mail apps, each alone on its line. */
  mail: wordings,
  /** What stands before the sender of a mail, the form to write first. */
  mailFrom: wordings,
  /** What stands before whom it was sent to. */
  mailTo: wordings,
  /** What stands before its subject, the form to write first. */
  mailSubject: wordings,
  /** Labels of browsers. */
  browser: wordings,
  card: z.strictObject({
    /** Say by themselves that this is a card of third-party payment. */
    titles: wordings,
    /** Other words of such cards. */
    labels: wordings,
    /** Heads of the columns of what is covered. */
    columns: wordings,
  }),
  /** In a caption: the picture shows such a card. */
  captionCard: wordings,
});
export type ScreenLexicon = z.infer<typeof screenLexicon>;
