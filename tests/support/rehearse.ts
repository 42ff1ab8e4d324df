// `npm run -s rehearse > .env`: stand-ins of Telegram and WhatsApp on this machine, to try a start without any account.
// Standard output gets the settings that lead to them, standard error what happens. Ends when both channels have answered.
import { setTimeout } from 'node:timers/promises';
import { Person } from './telegram-people.ts';
import { TelegramBotApi } from './telegram-bot-api.ts';
import { WhatsappWeb } from './whatsapp/whatsapp-web.ts';

const longestWait = 15 * 60_000;
/** Somebody takes the phone out of a pocket first: the code is to be seen. */
const beforeScan = 4_000;
const question = 'ma mutuelle est la MGEN, je suis concerné ?';
const tell = (line: string) => process.stderr.write(`${line}\n`);
const firstLine = (text: string | undefined) => (text ?? '').split('\n').find((line) => line.trim() !== '');

const [api, web] = await Promise.all([new TelegramBotApi().start(), new WhatsappWeb().start()]);
const settings = {
  TELEGRAM_BOT_TOKEN: api.token,
  TELEGRAM_API_ROOT: api.apiRoot,
  WHATSAPP: 'on',
  CHROMIUM_PATH: await web.chromiumPath(),
  CHROMIUM_ARGS: `'${JSON.stringify(web.chromiumArguments)}'`,
};
process.stdout.write(Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join('')); // prettier-ignore
tell('The stand-ins of Telegram and WhatsApp wait for Vigie: start it in another terminal.');

async function onTelegram(): Promise<void> {
  const person = new Person(api, 7);
  person.say(question);
  await api.until(() => api.chat(7).length > 0, 'an answer on Telegram', longestWait);
  tell(
    `Telegram: somebody asked "${question}" and was answered: ${firstLine(api.chat(7).at(-1)?.text) ?? ''}`,
  );
}
async function onWhatsapp(): Promise<void> {
  await web.until(() => web.pages > 0, 'WhatsApp Web to be opened', longestWait);
  tell('WhatsApp: the code is shown where Vigie runs; the stand-in of the phone scans it.');
  await setTimeout(beforeScan);
  web.scan();
  web.person().say(question);
  await web.until(() => web.sent.length > 0, 'an answer on WhatsApp', longestWait);
  tell(`WhatsApp: somebody asked "${question}" and was answered: ${firstLine(web.sent.at(-1)?.body) ?? ''}`);
}
await Promise.all([onTelegram(), onWhatsapp()]);
tell('Both channels answer. Stop Vigie with Ctrl+C; the stand-ins end when it has stopped.');
process.once('SIGINT', () => process.exit(0));
await web.until(() => web.pages === 0, 'Vigie to stop', longestWait).catch(() => undefined);
await Promise.all([api.stop(), web.stop()]);
process.exit(0);
