/** How a channel is drawn: a colour of the theme and a dash, so that neither is needed to tell it. */
export interface ChannelStyle {
  /** Number of the theme's channel colours. */
  readonly colour: number;
  /** Pixels from dash to dash, and how many of them are drawn; 0 is solid. */
  readonly period: number;
  readonly on: number;
}

const style = (colour: number, period: number, on: number): ChannelStyle => Object.freeze({ colour, period, on });

const styles: Readonly<Record<string, ChannelStyle>> = Object.freeze({
  room: style(1, 0, 0),
  booking: style(1, 14, 10),
  hotel_night: style(1, 6, 3),
  order: style(2, 0, 0),
  seat: style(2, 14, 10),
  service: style(2, 6, 3),
  convoy: style(3, 10, 7),
  parcel: style(4, 16, 8),
  call: style(5, 5, 2),
});
const several = style(7, 0, 0);
const unknown = style(6, 8, 4);

export const drawnChannels: readonly string[] = Object.freeze(Object.keys(styles));

export function channelStyle(channel: string | null): ChannelStyle {
  return channel === null ? several : (styles[channel] ?? unknown);
}
