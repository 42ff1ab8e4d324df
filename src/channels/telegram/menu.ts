import type { Api } from 'grammy';
import type { BotCommand } from 'grammy/types';
import { phrase } from '../../core/reply.ts';
import type { Translate } from '../../rendering/translator.ts';

/** Slash commands by intent, as the dialogue recognises them. */
export type Commands = Readonly<Record<string, readonly string[]>>;

const privateMenu = [
  'insurer_affected', 'message_to_analyse', 'emergency', 'data_leaked', 'plan_progress', 'letter_access',
  'alerts_subscribe', 'quiz', 'sources', 'privacy', 'forget_me', 'help',
] as const; // prettier-ignore
const groupMenu = ['message_to_analyse', 'insurer_affected', 'emergency', 'help'] as const;

/** The intent of a command written with its slash, or null. */
export function intentOfCommand(commands: Commands, command: string): string | null {
  return Object.entries(commands).find(([, names]) => names.includes(command))?.[0] ?? null;
}

/** Sets the command menu, for private chats and for groups, and what is shown before the first message. */
export async function setUpMenu(api: Api, commands: Commands, translate: Translate): Promise<void> {
  const menu = (intents: readonly (typeof privateMenu)[number][]): BotCommand[] =>
    intents.flatMap((intent) => {
      const [name] = commands[intent] ?? [];
      return name === undefined
        ? []
        : [{ command: name.slice(1), description: translate(phrase(`telegram.command.${intent}`)) }];
    });
  await api.setMyCommands(menu(privateMenu), { scope: { type: 'default' } });
  await api.setMyCommands(menu(privateMenu), { scope: { type: 'all_private_chats' } });
  await api.setMyCommands(menu(groupMenu), { scope: { type: 'all_group_chats' } });
  await api.setMyDescription(translate(phrase('telegram.description')));
  await api.setMyShortDescription(translate(phrase('telegram.short-description')));
}
