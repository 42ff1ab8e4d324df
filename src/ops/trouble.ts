import type { Level, Log } from './logger.ts';

type Entry = readonly [Level, string];

/** What the codes of trouble mean, for whoever reads the log. */
const known: Readonly<Record<string, Entry>> = {
  'telegram-failed': ['error', 'Telegram has failed for good, the rest goes on'],
  'telegram-menu': ['warn', 'The menu of the bot could not be set; people can write all the same'],
  'telegram-unexpected': ['error', 'A message on Telegram could not be dealt with: a fault of Vigie'],
  'whatsapp-failed': ['error', 'WhatsApp has failed for good, the rest goes on'],
  'whatsapp-unexpected': ['error', 'A message on WhatsApp could not be dealt with: a fault of Vigie'],
  'whatsapp-offline': [
    'warn',
    'WhatsApp cannot be reached; Vigie waits, and starts its browser anew if that lasts',
  ],
  'whatsapp-unreachable': ['warn', 'The page of WhatsApp cannot be reached; it is tried again'],
  'whatsapp-logged-out': ['error', 'The phone has logged Vigie out: link it again, as standard output shows'],
  'whatsapp-auth-failure': ['error', 'WhatsApp refuses the login; it is tried again'],
  'whatsapp-pairing-refused': ['error', 'WhatsApp refuses the pairing code: check WHATSAPP_PAIRING_NUMBER'],
  'whatsapp-login-stale': ['info', 'The login shown is too old; a new one follows'],
  'whatsapp-qr-not-drawn': ['error', 'The QR code could not be drawn: set WHATSAPP_PAIRING_NUMBER instead'],
  'whatsapp-browser-died': ['warn', 'The browser of WhatsApp has ended; it is started again'],
  'whatsapp-browser-recycled': ['info', 'The browser of WhatsApp had grown too large and is started anew'],
  'whatsapp-call-hangs': ['warn', 'The page of WhatsApp does not answer; it is loaded anew'],
  'whatsapp-page-hangs': ['warn', 'The page of WhatsApp does not answer; it is loaded anew'],
  'whatsapp-page-crashed': ['warn', 'The page of WhatsApp has crashed; it is loaded anew'],
  'whatsapp-page-closed': ['warn', 'The page of WhatsApp was closed; it is opened again'],
  'whatsapp-page-lost': ['warn', 'The page of WhatsApp was lost; it is opened again'],
  'whatsapp-page-unknown': ['warn', 'The page of WhatsApp does not show up; it is tried again'],
  'whatsapp-launch-hangs': ['warn', 'The page of WhatsApp did not load; it is tried again'],
  'whatsapp-connecting-hangs': ['warn', 'WhatsApp did not become ready; it is tried again'],
  'whatsapp-closed': ['warn', 'The connection to the browser has ended; it is started again'],
  'whatsapp-stopped': ['info', 'WhatsApp is stopped'],
  'whatsapp-start-failed': [
    'error',
    'WhatsApp does not start; when that lasts, its page has changed and whatsapp-web.js must be updated',
  ],
  'whatsapp-stray-rejection': ['warn', 'A library of WhatsApp has left an error to nobody; nothing is lost'],
  'whatsapp-send-failed': ['warn', 'A message could not be sent on WhatsApp; it is tried again'],
  'whatsapp-send-given-up': ['error', 'A message could not be sent on WhatsApp and is given up'],
  'whatsapp-send-refused': ['warn', 'WhatsApp refuses a message to a chat'],
  'whatsapp-history-unreadable': ['warn', 'What came while Vigie was away could not be read in a chat'],
  'telegram-state': ['error', 'The state could not be reached for a message; Telegram brings it again'],
  'telegram-conflict': ['warn', 'Another process asks Telegram with the same token; it is tried again'],
  'whatsapp-conflict': ['warn', 'Another process has the login of WhatsApp; it is tried again'],
  'alerts-not-queued': ['error', 'Who is to be alerted could not be written down; it is tried again'],
  'alerts-not-noted': ['error', 'That an alert was sent could not be written down'],
  'alerts-interrupted': ['error', 'The sending of alerts was interrupted; it goes on later'],
  'http-unexpected': ['error', 'A request over HTTP could not be dealt with: a fault of Vigie'],
  'answer-unexpected': [
    'error',
    'A message could not be answered, and an apology was sent: a fault of Vigie',
  ],
  'retention-failed': ['error', 'What is old could not be removed; it is tried again'],
  'tallies-failed': ['error', 'An answer could not be counted'],
  unexpected: ['error', 'Something could not be dealt with: a fault of Vigie'],
};
const byForm: readonly (readonly [RegExp, Entry])[] = [
  [/-elected$/, ['info', 'This worker runs the channel from now on, the others stand by']],
  [/-office-lost$/, ['warn', 'Another worker runs the channel from now on, this one stands by']],
  [/^telegram-(?:.*-)?429$/, ['warn', 'Telegram asks for a slower pace']],
  [/^telegram-(?:.*-)?5\d\d$/, ['warn', 'Telegram has a fault of its own']],
  [/^telegram-(?:.*-)?\d{3}$/, ['warn', 'Telegram refuses what was to be sent to a chat']],
  [/^whatsapp-state-/, ['warn', 'WhatsApp has ended the connection; it is tried again']],
];
const unknown: Entry = ['warn', 'Something is wrong; the code says what'];

export function troubleOf(code: string): Entry {
  if (Object.hasOwn(known, code)) return known[code] ?? unknown;
  return byForm.find(([form]) => form.test(code))?.[1] ?? unknown;
}

/** Writes what a part of Vigie tells of itself by its code. */
export function troubleLog(log: Log): (code: string, error?: unknown) => void {
  return (code, error) => {
    const [level, sentence] = troubleOf(code);
    const channel = /^(telegram|whatsapp)-/.exec(code)?.[1];
    log.write(level, code, sentence, { ...(channel === undefined ? {} : { channel }), error });
  };
}
