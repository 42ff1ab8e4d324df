import { join } from 'node:path';
import whatsapp from 'whatsapp-web.js';

/** The floor of `npm run bench -- whatsapp`: a bot that does nothing but send back what it gets. */
const client = new whatsapp.Client({
  authStrategy: new whatsapp.LocalAuth({ dataPath: join(process.env['STATE_DIR'] ?? '', 'whatsapp') }),
  webVersionCache: { type: 'none' },
  puppeteer: {
    executablePath: process.env['CHROMIUM_PATH'] ?? '',
    args: JSON.parse(process.env['CHROMIUM_ARGS'] ?? '[]') as string[],
    pipe: true,
  },
});
client.on('message', (message) => {
  if (message.type === whatsapp.MessageTypes.TEXT) void message.reply(message.body);
});
client.on('ready', () => {
  // before, it would miss what is written
  void client.sendMessage(client.info.wid._serialized, 'ready');
});
await client.initialize();
