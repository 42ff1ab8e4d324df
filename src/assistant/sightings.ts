import { sightingsBlock } from '../core/answers/sightings.ts';
import type { Conversation } from '../core/conversation.ts';
import type { Block, Phrase } from '../core/reply.ts';
import type { Turn } from '../core/turn.ts';
import type { Sketcher } from '../privacy/sketch.ts';
import type { Campaigns } from '../storage/campaigns.ts';

/** Where judged messages are counted, and how their wording is made unreadable first. */
export type CampaignMemory = { readonly campaigns: Campaigns; readonly sketch: Sketcher };

/** Counts a message that was judged with an alarm, and says how often others sent the like. */
export async function sightingsOf(
  memory: CampaignMemory | undefined,
  chat: string,
  { judged, verdict }: { readonly judged: Turn['judged']; readonly verdict: Conversation['verdict'] },
  at: Date,
): Promise<Block<Phrase>[]> {
  const sketch = memory && judged && verdict ? memory.sketch(judged()) : null;
  if (!memory || !verdict || !sketch) return [];
  const { level, signals, sender } = verdict;
  const message = { sketch, verdict: level, signs: signals, sender };
  const { others, since } = await memory.campaigns.report(chat, message, at);
  return sightingsBlock(others, since);
}
