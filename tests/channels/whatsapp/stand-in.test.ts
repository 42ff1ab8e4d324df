import whatsapp, { type Chat, type Contact, type Message } from 'whatsapp-web.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LibraryClient } from '../../support/whatsapp/library-client.ts';
import type { Person, SentMessageId } from '../../support/whatsapp/people.ts';
import { WhatsappWeb } from '../../support/whatsapp/whatsapp-web.ts';

const web = new WhatsappWeb();
let library: LibraryClient;
beforeAll(async () => {
  await web.start();
  library = await LibraryClient.start(web);
  await library.until('qr');
  web.scan();
  await library.until('ready');
});
afterAll(async () => {
  await library.stop();
  await web.stop();
});

let people = 10;
/** Somebody new, who has written before. */
function somebody(server = 'c.us'): Person {
  return web.person(`336000000${++people}@${server}`);
}
function told(name: string, id: SentMessageId): Promise<readonly unknown[]> {
  const isIt = (value: unknown) => (value as Message).id._serialized === id;
  return web.until(
    () => library.events.find((event) => event.name === name && isIt(event.values[0]))?.values,
    `the event ${name} of ${id}`,
  );
}
async function arrived(id: SentMessageId): Promise<Message> {
  return (await told('message', id))[0] as Message;
}
const raw = (message: Message) => message.rawData as Record<string, unknown>;

describe('what people send, as the library tells it', () => {
  it('a text, after the notice that WhatsApp puts at the top of a new chat', async () => {
    const person = somebody();
    const message = await arrived(person.say('bonjour'));
    expect([message.type, message.body, message.from, message.fromMe]).toEqual([
      ...['chat', 'bonjour'],
      ...[person.id, false],
    ]);
    const kinds = library.events
      .filter(({ name, values: [value] }) => name === 'message' && (value as Message).from === person.id)
      .map(({ values }) => (values[0] as Message).type);
    expect(kinds).toEqual(['e2e_notification', 'chat']);
  });

  it('forwarded, and forwarded many times', async () => {
    const person = somebody();
    const once = await arrived(person.say('lis ça', { forwarded: true }));
    const often = await arrived(person.say('lis ça', { forwardedManyTimes: true }));
    expect([once.isForwarded, once.forwardingScore]).toEqual([true, 1]);
    expect([often.isForwarded, often.forwardingScore]).toEqual([true, 127]);
  });

  it('a quotation, of what was sent here and of what never was', async () => {
    const person = somebody();
    const first = person.say('un colis vous attend');
    const quoting = await arrived(person.say('une arnaque ?', { quotes: first }));
    const quoted = await quoting.getQuotedMessage();
    expect([quoting.hasQuotedMsg, quoted.body, quoted.id._serialized]).toEqual([
      true,
      'un colis vous attend',
      first,
    ]);
    const elsewhere = await arrived(
      person.say('et ça ?', { quotes: { author: person.id, body: 'ailleurs' } }),
    );
    expect((await elsewhere.getQuotedMessage()).body).toBe('ailleurs');
  });

  it('an image with a caption, whose content can be had', async () => {
    const message = await arrived(somebody().image(Buffer.from('pixels'), { caption: 'regardez' }));
    expect([message.type, message.body, message.hasMedia]).toEqual(['image', 'regardez', true]);
    const media = await message.downloadMedia();
    expect([media.mimetype, Buffer.from(media.data, 'base64').toString()]).toEqual(['image/jpeg', 'pixels']);
  });

  it('an image that is gone from the servers', async () => {
    const message = await arrived(somebody().image(Buffer.from('pixels'), { state: 'lost' }));
    expect(await message.downloadMedia()).toBeUndefined();
  });

  it('a document, with its name', async () => {
    const message = await arrived(somebody().document(Buffer.from('%PDF'), 'lettre.pdf'));
    const { filename, data } = await message.downloadMedia();
    expect([message.type, filename, data]).toEqual(['document', 'lettre.pdf', 'JVBERg==']);
  });

  it.each([
    ['ptt', (person: Person) => person.voice()],
    ['video', (person: Person) => person.video()],
    ['sticker', (person: Person) => person.sticker()],
  ])('a medium of the kind %s', async (type, send) => {
    const message = await arrived(send(somebody()));
    expect([message.type, message.hasMedia, message.body]).toEqual([type, true, '']);
  });

  it('a photo to view once, and one that only phones can open', async () => {
    const person = somebody();
    const photo = await arrived(person.image(Buffer.from('pixels'), { viewOnce: true }));
    expect(raw(photo)['isViewOnce']).toBe(true);
    const [hidden] = await told('message_ciphertext', person.viewOnceForPhones());
    expect(raw(hidden as Message)['subtype']).toBe('view_once_unavailable_fanout');
  });

  it('a message that can be read at the second try only', async () => {
    const person = somebody();
    const id = person.unreadable();
    await told('message_ciphertext', id);
    person.readable(id, 'me voici');
    expect((await arrived(id)).body).toBe('me voici');
  });

  it('a place, a contact card, several, and a poll', async () => {
    const person = somebody();
    const card = 'BEGIN:VCARD\nVERSION:3.0\nFN:Aide\nTEL:+33 1 00 00 00 00\nEND:VCARD';
    expect(Number((await arrived(person.location())).location.latitude)).toBe(48.85);
    expect((await arrived(person.contact(card))).vCards).toEqual([card]);
    expect((await arrived(person.contact([card, card]))).vCards).toEqual([card, card]);
    const poll = await arrived(person.poll('Qui ?', ['moi', 'toi']));
    expect([poll.type, poll.body]).toEqual(['poll_creation', 'Qui ?']);
  });

  it('what WhatsApp shows of a link', async () => {
    const preview = { title: 'Ameli', description: 'Votre compte', url: 'https://exemple.fr/a' };
    const message = await arrived(somebody().say('vu https://exemple.fr/a', { preview }));
    expect(message.links).toEqual([{ link: 'https://exemple.fr/a', isSuspicious: false }]);
    expect([message.title, message.description]).toEqual(['Ameli', 'Votre compte']);
  });

  it('in a group, with the author, a mention and another kind of id', async () => {
    const person = somebody('lid').in('120363000000000001@g.us');
    const message = await arrived(person.say('@100000000000000 ok ?', { mentions: [web.meLid] }));
    expect([message.from, message.author]).toEqual(['120363000000000001@g.us', person.id]);
    const mentioned = message.mentionedIds as unknown as { _serialized: string }[];
    expect(mentioned.map(({ _serialized }) => _serialized)).toEqual([web.meLid]);
    expect((await message.getChat()).isGroup).toBe(true);
  });

  it('under an id that is no number, with the number behind it where that is known', async () => {
    const [known, unknown] = [
      web.person('200000000000001@lid', { phoneNumber: '33600000001@c.us' }),
      web.person('200000000000002@lid'),
    ];
    const contactOf = async (id: SentMessageId): Promise<Contact> => (await arrived(id)).getContact();
    expect((await contactOf(known.say('bonjour'))).id._serialized).toBe('33600000001@c.us');
    expect((await contactOf(unknown.say('bonjour'))).id._serialized).toBe('200000000000002@lid');
  });

  it('as a status, through a broadcast list, in a channel, from a firm', async () => {
    expect((await arrived(somebody().status('ma journée'))).isStatus).toBe(true);
    expect((await arrived(somebody().say('à tous', { broadcast: true }))).broadcast).toBe(true);
    const channel = await arrived(web.person('120363000000000002@newsletter').say('nouvelles'));
    expect(channel.from).toBe('120363000000000002@newsletter');
    const firm = await arrived(web.person('33100000001@c.us', { isEnterprise: true }).say('votre code'));
    expect((await firm.getContact()).isEnterprise).toBe(true);
  });

  it('an edited text or caption', async () => {
    const person = somebody();
    const text = person.say('avant');
    person.edit(text, 'après');
    expect((await told('message_edit', text)).slice(1)).toEqual(['après', 'avant']);
    const image = person.image(Buffer.from('pixels'), { caption: 'avant' });
    person.edit(image, 'après');
    expect((await told('message_edit', image)).slice(1)).toEqual(['après', 'avant']);
  });

  it('a deletion, which has an id of its own and names the message', async () => {
    const person = somebody();
    const id = person.say('secret');
    const after = library.events.length;
    person.delete(id);
    const [message] = await library.until('message_revoke_everyone', after);
    const { protocolMessageKey } = message as { protocolMessageKey?: { _serialized: string } };
    expect(protocolMessageKey?._serialized).toBe(id);
    expect((message as Message).id._serialized).not.toBe(id);
    expect((message as Message).body).toBe('');
  });

  it('a reaction and a call', async () => {
    const person = somebody();
    const after = library.events.length;
    person.react(person.say('merci'), '👍');
    const [reaction] = await library.until('message_reaction', after);
    person.call();
    const [call] = await library.until('call', after);
    expect(call).toMatchObject({ from: person.id });
    expect(reaction).toMatchObject({ senderId: person.id });
  });

  it('what the owner writes on the phone, as a message of our own', async () => {
    const person = somebody();
    const [message] = await told('message_create', web.phone.write(person.id, 'je m’en occupe'));
    expect([(message as Message).fromMe, (message as Message).body]).toEqual([true, 'je m’en occupe']);
  });
});

describe('what the library sends, as people see it', () => {
  it('a reply that quotes, known by its acknowledgement', async () => {
    const person = somebody();
    const id = person.say('bonjour');
    const reply = await (await arrived(id)).reply('bonsoir', undefined, { linkPreview: false });
    expect(web.sent.at(-1)).toMatchObject({ to: person.id, type: 'chat', body: 'bonsoir', quoted: id });
    expect((await told('message_ack', reply.id._serialized))[1]).toBe(1);
  });

  it('an image and a document, with captions', async () => {
    const { id } = somebody();
    const media = (type: string, name: string) =>
      new whatsapp.MessageMedia(type, Buffer.from('content').toString('base64'), name);
    await library.client.sendMessage(id, media('image/png', 'image.png'), { caption: 'voici' });
    expect(web.sent.at(-1)).toMatchObject({ type: 'image', caption: 'voici', body: '' });
    const options = { caption: 'la lettre', sendMediaAsDocument: true, waitUntilMsgSent: true };
    await library.client.sendMessage(id, media('application/pdf', 'lettre.pdf'), options);
    const { type, caption, document } = web.sent.at(-1) ?? {};
    expect([type, caption, document]).toEqual([
      ...['document', 'la lettre'],
      { name: 'lettre.pdf', mimetype: 'application/pdf', content: Buffer.from('content') },
    ]);
  });

  it('a mention, a reaction and the signs of typing', async () => {
    const person = somebody();
    const message = await arrived(person.say('bonjour'));
    await library.client.sendMessage(person.id, '@1', { mentions: [person.id] });
    expect(web.sent.at(-1)?.mentions).toEqual([person.id]);
    await message.react('👀');
    expect(web.sent.at(-1)).toMatchObject({
      to: person.id,
      reaction: { on: message.id._serialized, text: '👀' },
    });
    const chat = await message.getChat();
    await chat.sendStateTyping();
    await chat.clearState();
    const signs = () => web.typing.filter(({ to }) => to === person.id).map(({ state }) => state);
    expect(await web.until(() => signs().length === 2 && signs(), 'both signs')).toEqual([
      'composing',
      'paused',
    ]);
  });

  it('a changed and a deleted message of our own', async () => {
    const person = somebody();
    const message = await library.client.sendMessage(person.id, 'avant');
    await message.edit('après');
    expect(web.truth.find(message.id._serialized)?.body).toBe('après');
    await message.delete(true);
    expect(web.truth.find(message.id._serialized)).toBeUndefined();
  });

  it('a message that is never taken, taken without a word, left with a clock, refused', async () => {
    const { id } = somebody();
    const send = (text: string) => library.client.sendMessage(id, text, { waitUntilMsgSent: true });
    const outcome = (sending: Promise<unknown>) =>
      Promise.race([
        sending.then(
          () => 'sent',
          () => 'failed',
        ),
        web.until(() => false, '', 300).catch(() => 'hangs'),
      ]);
    const texts = () => web.sent.filter(({ to }) => to === id).map(({ body }) => body);
    web.hangNextSend('before');
    expect(await outcome(send('1'))).toBe('hangs');
    web.hangNextSend('after');
    expect(await outcome(send('2'))).toBe('hangs');
    web.hangNextSend('clock');
    expect(await outcome(send('3'))).toBe('hangs');
    web.failNextSend('thrown');
    expect(await outcome(send('4'))).toBe('failed');
    web.failNextSend('refused');
    expect((await send('5')).ack).toBe(-1);
    expect(await outcome(send('6'))).toBe('sent');
    expect(texts()).toEqual(['2', '6']);
  });
});

describe('chats', () => {
  it('have unread messages until they are seen', async () => {
    const person = somebody();
    person.say('un');
    await arrived(person.say('deux'));
    const chat = await library.client.getChatById(person.id);
    expect([chat.unreadCount, chat.lastMessage.body]).toEqual([2, 'deux']);
    await chat.sendSeen();
    expect([web.unread(person.id), (await library.client.getChatById(person.id)).unreadCount]).toEqual([
      0, 0,
    ]);
    await arrived(person.say('trois'));
    web.phone.read(person.id);
    const isRead = (value: unknown) =>
      (value as Chat).name === person.id.split('@')[0] && (value as Chat).unreadCount === 0;
    await web.until(
      () => library.events.some(({ name, values: [value] }) => name === 'unread_count' && isRead(value)),
      'the chat to be read',
    );
  });
});

it('no module of WhatsApp Web is asked for in vain', () => {
  expect(web.lacking).toEqual([]);
});
