/** A message as WhatsApp's servers keep it; ids are texts. The fields are those of WhatsApp Web. */
export type StoredMessage = {
  id: MessageKey;
  from: string;
  to: string;
  type: string;
  /** Seconds since 1970. */
  t: number;
  ack: number;
  /** In groups and statuses: who wrote it. */
  author?: string;
  body?: string;
  caption?: string;
  notifyName?: string;
  directPath?: string;
  mimetype?: string;
  filename?: string;
  quotedStanzaID?: string;
  quotedParticipant?: string;
  mentionedJidList?: string[];
} & Record<string, unknown>;

export type MessageKey = {
  fromMe: boolean;
  remote: string;
  id: string;
  participant?: string;
  _serialized: string;
};

/** The library's own format of a message's id. */
export function messageKey(key: Omit<MessageKey, '_serialized'>): MessageKey {
  const { fromMe, remote, id, participant } = key;
  const author = participant === undefined ? '' : `_${participant}`;
  return { ...key, _serialized: `${String(fromMe)}_${remote}_${id}${author}` };
}

/** As long as those of an Android phone. */
export function newStanzaId(): string {
  return `3EB0${crypto.randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()}`;
}

/** What another message carries of the one it quotes: no id of its own, no sender. */
export function quotable(message: StoredMessage): Record<string, unknown> {
  const kept = [
    'type',
    'body',
    'caption',
    'pollName',
    'vcardList',
    'filename',
    'mimetype',
    'lat',
    'lng',
    'loc',
  ];
  return Object.fromEntries(Object.entries(message).filter(([name]) => kept.includes(name)));
}
