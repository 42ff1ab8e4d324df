import type { Templates } from '../templates.ts';
import { androidSms } from './android-sms.ts';
import { card } from './card.ts';
import { email } from './email.ts';
import { iosSms } from './ios-sms.ts';
import { letter, parcelNotice, poster } from './paper.ts';
import { table } from './table.ts';
import { web } from './web.ts';
import { whatsapp } from './whatsapp.ts';

/** How the pictures look that the reader is built with. */
export const looks: Templates = {
  iosSms,
  androidSms,
  whatsapp,
  email,
  web,
  letter,
  parcelNotice,
  poster,
  card,
  photographed: table,
};
