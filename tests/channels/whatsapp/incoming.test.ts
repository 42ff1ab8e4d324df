import { describe, expect, it } from 'vitest';
import library, { type Message } from 'whatsapp-web.js';
import { contentOf, type Content } from '../../../src/channels/whatsapp/incoming.ts';
import { deletedId, receivedOf } from '../../../src/channels/whatsapp/received.ts';

const person = '33600000001@c.us';
const group = '120363000000000001@g.us';
const own = new Set(['33700000000@c.us', '100000000000000@lid']);
type Raw = Record<string, unknown>;

/** A message as WhatsApp Web describes it, in the library's own class. */
function message(raw: Raw): Message {
  const { Message: LibraryMessage } = library as unknown as {
    Message: new (client: null, raw: Raw) => Message; // not among the library's types
  };
  const from = typeof raw['from'] === 'string' ? raw['from'] : person;
  return new LibraryMessage(null, {
    id: { fromMe: false, remote: from, id: 'A1', _serialized: `false_${from}_A1` },
    from,
    to: '33700000000@c.us',
    t: 1_790_000_000,
    type: 'chat',
    ...raw,
  });
}
function content(raw: Raw): Content | null {
  const received = receivedOf(message(raw));
  return received && contentOf(received, own);
}
const text = (said: string, forwarded = false) => ({ kind: 'text', text: said, forwarded });
const unread = (what: string, caption: unknown = null) => ({ kind: 'unread', what, caption });
const file = (said: string | null = null, { key = `false_${person}_A1`, forwarded = false } = {}) => ({
  kind: 'file',
  file: { message: key, bytes: null },
  caption: said === null ? null : text(said, forwarded),
  forwarded,
});
const media = { directPath: '/v/t62', mimetype: 'image/jpeg', body: '/9j/4AAQSkZJRg' };

describe('what a person sends', () => {
  it('is a text, or one that was forwarded, once or many times', () => {
    expect(content({ body: 'MGEN ?' })).toEqual(text('MGEN ?'));
    expect(content({ body: 'Colis bloqué', isForwarded: true })).toEqual(text('Colis bloqué', true));
    expect(content({ body: 'Colis bloqué', forwardingScore: 127 })).toEqual(text('Colis bloqué', true));
  });

  it('counts with its text alone, whatever WhatsApp shows of its link', () => {
    const link = { title: 'Colis', description: 'Payez', matchedText: 'https://colis-relance.top' };
    expect(content({ body: 'https://colis-relance.top', ...link })).toEqual(
      text('https://colis-relance.top'),
    );
  });

  it.each([
    ['video', 'video'],
    ['ptv', 'video'],
    ['ptt', 'voice'],
    ['audio', 'voice'],
    ['sticker', 'sticker'],
  ])('%s cannot be read, its caption can', (type, what) => {
    expect(content({ ...media, type })).toEqual(unread(what));
    expect(content({ ...media, type, caption: 'vrai ?' })).toEqual(unread(what, text('vrai ?')));
    expect(content({ ...media, type, directPath: undefined })).toEqual(unread(what));
  });

  it.each(['image', 'document'])('%s is a file to be read, with what is written below it', (type) => {
    expect(content({ ...media, type })).toEqual(file());
    expect(content({ ...media, type, caption: 'vrai ?' })).toEqual(file('vrai ?'));
    expect(content({ ...media, type, caption: 'Payez', isForwarded: true })).toEqual(
      file('Payez', { forwarded: true }),
    );
    expect(content({ ...media, type, size: 7 })).toMatchObject({ file: { bytes: 7 } });
  });

  it('tells apart what opens once, a place, a poll, an invitation', () => {
    expect(content({ ...media, type: 'image', isViewOnce: true })).toEqual(unread('view-once'));
    expect(content({ type: 'location', body: '/9j/4AAQ', lat: 48.8, lng: 2.3 })).toEqual(unread('location'));
    expect(content({ type: 'live_location', body: '/9j/4AAQ' })).toEqual(unread('location'));
    expect(content({ type: 'poll_creation', pollName: 'Qui vient ?', pollOptions: [] })).toEqual(
      unread('poll'),
    );
    expect(content({ type: 'groups_v4_invite' })).toEqual(unread('other'));
    expect(content({ body: '   ' })).toEqual(unread('nothing'));
  });

  it('does not take the name of a file for words', () => {
    const bill = { ...media, type: 'document', filename: 'facture.pdf' };
    expect(content({ ...bill, caption: 'facture.pdf' })).toEqual(file());
    expect(content({ ...bill, caption: 'à payer ?' })).toEqual(file('à payer ?'));
  });

  it('reads the texts that businesses send with buttons', () => {
    expect(content({ type: 'interactive', body: 'Confirmez', isForwarded: true })).toEqual(
      text('Confirmez', true),
    );
    expect(content({ type: 'buttons_response', body: 'Oui' })).toEqual(text('Oui'));
  });

  it('judges a contact card as text, and needs nobody’s own', () => {
    const card = (number: string) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nN:;Conseiller;;;\r\nFN:Conseiller\\, banque\r\nitem1.TEL;waid=${number}:+${number}\r\nitem1.X-ABLabel:Mobile\r\nURL:https://ban\r\n que.test\r\nEND:VCARD`;
    const shown = 'Conseiller, banque\n+33756000000\nhttps://banque.test';
    expect(content({ type: 'vcard', body: card('33756000000') })).toEqual(text(shown, true));
    expect(content({ type: 'vcard', body: card('33600000001') })).toEqual(unread('own-contact'));
    expect(content({ type: 'multi_vcard', vcardList: [{ vcard: card('33756000000') }, {}] })).toEqual(
      text(shown, true),
    );
    expect(content({ type: 'vcard', body: 'garbage' })).toEqual(unread('other'));
  });

  it('adds what the person quotes of their own, not what we said', () => {
    const quoted = { type: 'chat', body: 'Colis bloqué' };
    const asked = { body: 'c’est une arnaque ?', quotedMsg: quoted };
    expect(content({ ...asked, quotedParticipant: person })).toEqual(
      text('c’est une arnaque ?\n\nColis bloqué'),
    );
    for (const id of own) expect(content({ ...asked, quotedParticipant: id })).toEqual(text(asked.body));
    const author = { quotedParticipant: { _serialized: person }, quotedStanzaID: 'B2' };
    expect(content({ ...asked, ...author, quotedMsg: { ...media, type: 'image' } })).toEqual(
      file(asked.body, { key: `false_${person}_B2` }),
    );
    expect(content({ ...asked, ...author, quotedMsg: { ...media, type: 'ptt' } })).toEqual(
      unread('voice', text(asked.body)),
    );
  });

  it('is nobody’s when it is our own, a status, a broadcast, a channel’s, or WhatsApp’s service', () => {
    expect(content({ id: { fromMe: true, _serialized: 'true_x_A1' }, body: 'oui' })).toBeNull();
    expect(content({ isStatusV3: true, body: 'oui' })).toBeNull();
    expect(content({ from: 'status@broadcast', body: 'oui' })).toBeNull();
    expect(content({ broadcast: true, body: 'oui' })).toBeNull();
    expect(content({ from: '1203@newsletter', body: 'oui' })).toBeNull();
    for (const type of [
      'e2e_notification',
      'notification_template',
      'gp2',
      'call_log',
      'protocol',
      'ciphertext',
      'reaction',
      'revoked',
      'album',
      'brand_new',
    ])
      // prettier-ignore
      expect(content({ type, body: 'oui' })).toBeNull();
  });

  it('does no harm when it is garbage', () => {
    for (const raw of [
      { body: 7 },
      { body: null },
      { type: 'vcard', body: null },
      { type: 'multi_vcard', vcardList: [] },
      { quotedMsg: 'x', body: 'oui' },
      { quotedMsg: {}, body: 'oui' },
      { mentionedJidList: 'x', body: 'oui' },
      { body: '\ud800' },
    ])
      expect(() => content(raw)).not.toThrow();
  });

  it('is known by the key of the message that was deleted', () => {
    expect(deletedId(message({ type: 'revoked' }))).toBe(`false_${person}_A1`);
    expect(deletedId(message({ type: 'revoked', protocolMessageKey: { _serialized: 'false_x_B2' } }))).toBe(
      'false_x_B2',
    );
  });
});

describe('what is said in a group', () => {
  const said = (raw: Raw) => content({ from: group, author: person, ...raw });

  it('is for the bot when it is mentioned, by either of its ids, and the mention is no part of it', () => {
    expect(said({ body: 'MGEN ?' })).toBeNull();
    expect(said({ body: '@33611111111 MGEN ?', mentionedJidList: ['33611111111@c.us'] })).toBeNull();
    expect(said({ body: '@33700000000 MGEN ?', mentionedJidList: ['33700000000@c.us'] })).toEqual(
      text('MGEN ?'),
    );
    expect(
      said({ body: 'MGEN ? @100000000000000', mentionedJidList: [{ _serialized: '100000000000000@lid' }] }),
    ).toEqual(text('MGEN ?'));
  });

  it('is for the bot when it answers it', () => {
    const quoted = { quotedMsg: { type: 'chat', body: 'Bonjour' }, quotedParticipant: '33700000000@c.us' };
    expect(said({ body: 'et la MAIF ?', ...quoted })).toEqual(text('et la MAIF ?'));
    expect(said({ body: 'et toi ?', ...quoted, quotedParticipant: person })).toBeNull();
  });

  it('asks to judge the message to which a mention replies', () => {
    const call = { body: '@33700000000', mentionedJidList: ['33700000000@c.us'], quotedParticipant: person };
    expect(said({ ...call, quotedMsg: { type: 'chat', body: 'Colis bloqué' } })).toEqual(
      text('Colis bloqué', true),
    );
    const key = `false_${group}_B2_${person}`;
    const photo = { ...call, quotedStanzaID: 'B2', quotedMsg: { ...media, type: 'image', caption: 'Payez' } };
    expect(said(photo)).toEqual(file('Payez', { key, forwarded: true }));
    expect(said({ ...call, quotedMsg: { type: 'chat' } })).toEqual(unread('nothing'));
  });

  it('asks what can be done when the mention stands alone', () => {
    expect(said({ body: '@33700000000', mentionedJidList: ['33700000000@c.us'] })).toEqual(unread('nothing'));
  });
});
