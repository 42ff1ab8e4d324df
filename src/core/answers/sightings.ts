import { say, type Block, type Phrase } from '../reply.ts';

/** From so many other chats on a message is said to have been seen: fewer could be one person, or chance. */
const fewestOthers = 5;

/** How often the like of a judged message was sent by others; it is no sign, and changes no verdict. */
export function sightingsBlock(others: number, since: Date): Block<Phrase>[] {
  return others < fewestOthers
    ? []
    : [
        say('campaign.seen', {
          times: others,
          day: { date: since.toISOString().slice(0, 'yyyy-mm-dd'.length) },
        }),
      ];
}

/** What /confidentialite says where judged messages are counted. */
export const sketchesKept: readonly Block<Phrase>[] = [say('privacy.sketch')];
