import type { Templates } from '../templates.ts';
import { cardB } from './card.ts';
import { groupChat } from './group.ts';
import { newerIos } from './ios.ts';
import { mailB } from './mail.ts';
import { webB } from './page.ts';
import { letterB, noticeB, posterB } from './paper.ts';
import { inHand } from './photo.ts';
import { samsung } from './samsung.ts';

/** How the pictures look that the authors of the reader do not look at. */
export const heldOut: Templates = {
  iosSms: newerIos,
  androidSms: samsung,
  whatsapp: groupChat,
  email: mailB,
  web: webB,
  letter: letterB,
  parcelNotice: noticeB,
  poster: posterB,
  card: cardB,
  photographed: inHand,
};
