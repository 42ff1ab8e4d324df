import { extraFields, type Extra, type MediaExtra, type SentMessageId } from './extras.ts';
import { messageKey, newStanzaId, type StoredMessage } from './message.ts';
import type { WhatsappWeb } from './whatsapp-web.ts';

export type { Extra, MediaExtra, SentMessageId };
export type PersonDetails = {
  readonly name?: string;
  /** The account of a firm; a large one's (`isEnterprise`) writes by machine. */
  readonly isBusiness?: boolean;
  readonly isEnterprise?: boolean;
  /** With an id that ends with `@lid`: that of the number behind it, when the account may know it. */
  readonly phoneNumber?: string;
};

/** Somebody who writes to the account, alone or in a group. */
export class Person {
  readonly web: WhatsappWeb;
  readonly id: string;
  /** Where it is written: the person's own chat, a group, `status@broadcast`. */
  readonly chat: string;
  readonly details: PersonDetails;

  constructor(web: WhatsappWeb, id: string, details: PersonDetails = {}, chat = id) {
    this.web = web;
    this.id = id;
    this.chat = chat;
    this.details = details;
  }
  get name(): string {
    return this.details.name ?? 'Camille';
  }
  /** The same person in a group, by its id that ends with `@g.us`. */
  in(group: string): Person {
    return new Person(this.web, this.id, this.details, group);
  }

  say(text: string, extra: Extra = {}): SentMessageId {
    return this.send({ type: 'chat', body: text }, extra);
  }
  image(content: Uint8Array, extra: MediaExtra = {}): SentMessageId {
    return this.media('image', content, 'image/jpeg', extra);
  }
  video(content: Uint8Array = tiny, extra: MediaExtra = {}): SentMessageId {
    return this.media('video', content, 'video/mp4', extra);
  }
  voice(content: Uint8Array = tiny, extra: MediaExtra = {}): SentMessageId {
    return this.media('ptt', content, 'audio/ogg; codecs=opus', extra, { duration: '4' });
  }
  sticker(content: Uint8Array = tiny, extra: MediaExtra = {}): SentMessageId {
    return this.media('sticker', content, 'image/webp', extra);
  }
  /** Without a caption, WhatsApp puts the name in its place. */
  document(content: Uint8Array, name: string, extra: MediaExtra = {}): SentMessageId {
    const fields = { filename: name, title: name, caption: extra.caption ?? name };
    return this.media('document', content, 'application/pdf', extra, fields);
  }
  location(extra: Extra = {}): SentMessageId {
    return this.send({ type: 'location', lat: 48.85, lng: 2.35, loc: 'Paris', body: '/9j/' }, extra);
  }
  /** One contact card, or several at once. */
  contact(card: string | readonly string[], extra: Extra = {}): SentMessageId {
    const nameOf = (text: string) => /^FN:(.*)$/m.exec(text)?.[1]?.trim() ?? '';
    if (typeof card === 'string')
      return this.send({ type: 'vcard', body: card, vcardFormattedName: nameOf(card) }, extra);
    const vcardList = card.map((vcard) => ({ displayName: nameOf(vcard), vcard }));
    return this.send({ type: 'multi_vcard', vcardList }, extra);
  }
  poll(question: string, options: readonly string[], extra: Extra = {}): SentMessageId {
    const pollOptions = options.map((name, localId) => ({ name, localId }));
    const fields = { kind: 'pollCreation', pollName: question, pollOptions, pollSelectableOptionsCount: 1 };
    return this.send({ type: 'poll_creation', ...fields }, extra);
  }
  /** A photo of which linked devices learn only that it was sent. */
  viewOnceForPhones(): SentMessageId {
    return this.send({ type: 'ciphertext', subtype: 'view_once_unavailable_fanout' });
  }
  /** A message that this device cannot read, until it is sent again. */
  unreadable(): SentMessageId {
    return this.send({ type: 'ciphertext' });
  }
  /** It is sent again, and can be read now. */
  readable(id: SentMessageId, text: string): void {
    const message = Object.assign(this.#own(id), { type: 'chat', body: text });
    this.web.report({ name: 'decrypted', message });
  }
  status(text: string): SentMessageId {
    return this.in('status@broadcast').send({ type: 'chat', body: text, isStatusV3: true });
  }
  react(message: SentMessageId, text: string): void {
    this.web.report({ name: 'reacted', id: message, sender: this.id, text, t: seconds(new Date()) });
  }
  call(): void {
    this.web.report({ name: 'called', id: newStanzaId(), from: this.id });
  }
  /** Changes the text, or the caption. */
  edit(id: SentMessageId, text: string): void {
    const message = this.#own(id);
    const field = message.directPath === undefined ? 'body' : 'caption';
    message[field] = text;
    this.web.report({ name: 'edited', id, field, text, at: Date.now() });
  }
  /** Deletes for everyone: the message gets another id, and names the one it had. */
  delete(id: SentMessageId): void {
    const message = this.#own(id);
    const protocolMessageKey = message.id;
    this.web.truth.rename(message, messageKey({ ...message.id, id: newStanzaId() }));
    for (const field of ['body', 'caption', 'directPath', 'quotedMsg'])
      Reflect.deleteProperty(message, field);
    Object.assign(message, { type: 'revoked', subtype: 'sender', protocolMessageKey });
    this.web.report({ name: 'revoked', id, message });
  }

  /** Any kind of message. */
  send(fields: Readonly<Record<string, unknown>> & { type: string }, extra: Extra = {}): SentMessageId {
    const { chat, id, web } = this;
    const isNew = !web.truth.chats.has(chat);
    const author = chat === id ? undefined : id;
    this.#introduce();
    if (isNew && /@(?:c\.us|lid)$/.test(chat)) this.#encryptionNotice();
    const key = messageKey({
      ...{ fromMe: false, remote: chat, id: newStanzaId() },
      ...(author !== undefined && { participant: author }),
    });
    const message: StoredMessage = {
      ...{ id: key, from: chat, to: chat.endsWith('@lid') ? web.meLid : web.me, ack: 1 },
      ...{ t: seconds(extra.at ?? new Date()), notifyName: this.name },
      ...(author !== undefined && { author }),
      ...fields,
      ...extraFields(extra, web.truth),
    };
    web.deliver(message);
    return key._serialized;
  }

  media(
    type: string,
    content: Uint8Array,
    mimetype: string,
    extra: MediaExtra,
    fields: Readonly<Record<string, unknown>> = {},
  ): SentMessageId {
    const path = this.web.truth.store({ content: Buffer.from(content), state: extra.state ?? 'there' });
    return this.send(
      {
        ...{
          type,
          body: '/9j/',
          directPath: path,
          mimetype: extra.mimetype ?? mimetype,
          size: content.length,
        },
        ...{ mediaKey: 'a2V5', filehash: path, encFilehash: path, mediaData: { mediaStage: 'INIT' } },
        ...(extra.caption !== undefined && { caption: extra.caption }),
        ...(extra.viewOnce === true && { isViewOnce: true }),
        ...fields,
      },
      extra,
    );
  }

  #introduce(): void {
    const { contacts } = this.web.truth;
    if (contacts.has(this.id)) return;
    const { isBusiness = false, isEnterprise = false, phoneNumber } = this.details;
    const contact = {
      ...{ id: this.id, pushname: this.name, isBusiness, isEnterprise },
      ...(phoneNumber !== undefined && { phoneNumber }),
    };
    contacts.set(this.id, contact);
    this.web.report({ name: 'contact', contact });
  }
  /** What WhatsApp itself writes at the top of each new chat. */
  #encryptionNotice(): void {
    const { id, web } = this;
    const key = messageKey({ fromMe: false, remote: id, id: newStanzaId() });
    const notice = { type: 'e2e_notification', subtype: 'encrypt', isNotification: true };
    web.deliver(
      { ...{ id: key, from: id, to: web.me, ack: 0, t: seconds(new Date()) }, ...notice },
      { counts: false },
    );
  }
  #own(id: SentMessageId): StoredMessage {
    const message = this.web.truth.find(id);
    if (!message) throw new Error('there is no such message');
    return message;
  }
}

/** The owner of the account, who may write and read on the phone as well. */
export class Phone extends Person {
  constructor(web: WhatsappWeb) {
    super(web, web.me, { name: 'Assistant' });
  }
  /** Writes to somebody. */
  write(to: string, text: string): SentMessageId {
    const group = to.endsWith('@g.us') ? { participant: this.web.me } : {};
    const id = messageKey({ fromMe: true, remote: to, id: newStanzaId(), ...group });
    const t = seconds(new Date());
    this.web.deliver({ id, from: this.web.me, to, type: 'chat', body: text, ack: 2, t });
    return id._serialized;
  }
  /** Reads a chat. */
  read(chat: string): void {
    this.web.truth.chat(chat).unread = 0;
    this.web.report({ name: 'unread', chat, unread: 0 });
  }
}

const tiny = Buffer.from('0000');
function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
