/** The channels of a colour `#rrggbb`: red, green and blue, from 0 to 255. */
export const channelsOf = (color: string): [red: number, green: number, blue: number] => [
  channelAt(color, 1),
  channelAt(color, 3),
  channelAt(color, 5),
];

/** The colour of channels from 0 to 255, rounded and held within: `#rrggbb`, or `#rrggbbaa` where a fourth says how opaque it is. */
export const hexColor = (channels: readonly number[]): string =>
  `#${channels
    .map((channel) => Math.round(Math.min(Math.max(channel, 0), 255)))
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`;

const channelAt = (color: string, at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
