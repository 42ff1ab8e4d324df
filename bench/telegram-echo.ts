import { Bot } from 'grammy';

/** The floor of `npm run bench -- telegram`: a bot that does nothing but send back what it gets. */
const bot = new Bot(process.env['TELEGRAM_BOT_TOKEN'] ?? '', {
  client: { apiRoot: process.env['TELEGRAM_API_ROOT'] ?? '' },
});
bot.on('message:text', (context) => context.reply(context.message.text));
process.once('SIGTERM', () => {
  void bot.stop();
});
await bot.start();
