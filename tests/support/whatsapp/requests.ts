import type { StoredMessage } from './message.ts';
import type { Outbox, Typing } from './outbox.ts';
import type { Phone } from './people.ts';
import type { Truth } from './truth.ts';

export type Fields = Readonly<Record<string, unknown>>;
/** A chat was read, after so much had been sent. */
export type Seen = { readonly chat: string; readonly sent: number };
export type Account = {
  readonly truth: Truth;
  readonly outbox: Outbox;
  readonly phone: Phone;
  readonly lacking: string[];
  readonly seen: Seen[];
  refreshQr(): void;
  pairingCodeFor(phone: string): string;
  unpair(): void;
};

/** How many earlier messages WhatsApp Web loads at once. */
const loadedAtOnce = 20;

/** What WhatsApp's servers answer to the page. */
export function answerTo(name: string, fields: Fields, account: Account): unknown {
  const { truth, outbox, phone } = account;
  const text = (field: string) => String(fields[field]);
  switch (name) {
    case 'send':
      return outbox.send(fields['message'] as StoredMessage);
    case 'react':
      outbox.react(text('id'), text('reaction'));
      return null;
    case 'typing':
      outbox.typing.push({ to: text('chat'), state: text('state') as Typing['state'] });
      return null;
    case 'seen':
      truth.chat(text('chat')).unread = 0;
      account.seen.push({ chat: text('chat'), sent: outbox.sent.length });
      return null;
    case 'message':
      return truth.find(text('id'));
    case 'earlier':
      return truth.earlier(text('chat'), fields['before'] === null ? null : text('before'), loadedAtOnce);
    case 'edit':
      phone.edit(text('id'), text('text'));
      return null;
    case 'revoke':
      phone.delete(text('id'));
      return null;
    case 'pairing-code':
      return account.pairingCodeFor(text('phone'));
    case 'refresh-qr':
      account.refreshQr();
      return null;
    case 'logout':
      account.unpair();
      return null;
    case 'lacking':
      account.lacking.push(text('module'));
      return null;
    default:
      throw new Error(`the page asks for ${name}`);
  }
}
