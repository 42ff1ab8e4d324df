import type { Drawing } from './html.ts';
import type { Phone } from './looks/phone.ts';
import type { Card, MessageOf } from './messages.ts';
import type { Random } from './random.ts';

export type Subject = 'screen' | 'paper';
type Made = Drawing | Promise<Drawing>;

/** How each kind of picture is drawn, and how one is photographed. */
export type Templates = {
  iosSms(message: MessageOf<'sms'>, phone: Phone): Made;
  androidSms(message: MessageOf<'sms'>, phone: Phone): Made;
  whatsapp(message: MessageOf<'whatsapp'>, phone: Phone): Made;
  email(message: MessageOf<'email'>, phone: Phone): Made;
  web(message: MessageOf<'web'>, phone: Phone): Made;
  letter(message: MessageOf<'letter'>, random: Random): Made;
  parcelNotice(message: MessageOf<'parcel-notice'>, random: Random): Made;
  poster(message: MessageOf<'poster'>, random: Random): Made;
  card(spec: Card, random: Random): Made;
  photographed(
    png: Uint8Array,
    size: { width: number; height: number },
    subject: Subject,
    random: Random,
  ): Made;
};
