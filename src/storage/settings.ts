/** Small values that a channel keeps over a restart, such as the last offset; never anything of a person. */
export type Settings = {
  get(channel: string, name: string): Promise<string | null>;
  set(channel: string, name: string, value: string): Promise<void>;
  delete(channel: string, name: string): Promise<void>;
};
