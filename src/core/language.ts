/** The languages that the assistant speaks: French, easy-to-read French, English. */
export const languages = ['fr', 'fr-simple', 'en'] as const;
export type Language = (typeof languages)[number];
