import { createServer } from 'node:http';
import { Bot, webhookCallback } from 'grammy';

/** The floor of `npm run bench -- telegram` and `-- load`: a bot that does nothing but send back what it gets. */
const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, PORT: port } = process.env;
const { TELEGRAM_WEBHOOK_URL: webhook, TELEGRAM_WEBHOOK_SECRET: secretToken } = process.env;
const bot = new Bot(token ?? '', { client: { apiRoot: apiRoot ?? '' } });
bot.on('message:text', (context) => context.reply(context.message.text));

if (webhook === undefined) {
  process.once('SIGTERM', () => {
    void bot.stop();
  });
  await bot.start();
} else {
  await bot.init();
  const take = webhookCallback(bot, 'http', secretToken === undefined ? {} : { secretToken });
  const server = createServer((request, response) => {
    if (request.url === '/healthz') response.end();
    else void take(request, response);
  });
  server.listen(Number(port), '127.0.0.1');
}
