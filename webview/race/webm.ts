type Bytes = Uint8Array<ArrayBuffer>;

/** A picture of a video, encoded. */
export interface EncodedPicture {
  readonly data: Bytes;
  /** In whole milliseconds. */
  readonly time: number;
  /** Whether it is shown without any picture before it. */
  readonly key: boolean;
}

/** A video without sound. */
export interface Video {
  /** Matroska's name of the codec. */
  readonly codec: 'V_VP8' | 'V_VP9';
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** In milliseconds. */
  readonly duration: number;
  /** In their order; the first is a key picture, and the next one is never further away than 32 seconds. */
  readonly pictures: readonly EncodedPicture[];
}

/** The only track, as a block names it. */
const TRACK = 1;
const KEY_PICTURE = 0x80;

/** A video as a file, with the places of its key pictures, by which players seek (RFC 9559, webmproject.org/docs/container). */
export function webm({ codec, width, height, duration, pictures }: Video): Blob {
  const header = element(
    0x1a45dfa3, // EBML
    element(0x4286, unsigned(1)), // EBMLVersion
    element(0x42f7, unsigned(1)), // EBMLReadVersion
    element(0x42f2, unsigned(4)), // EBMLMaxIDLength
    element(0x42f3, unsigned(8)), // EBMLMaxSizeLength
    element(0x4282, text('webm')), // DocType
    element(0x4287, unsigned(4)), // DocTypeVersion
    element(0x4285, unsigned(2)), // DocTypeReadVersion
  );
  const info = element(
    0x1549a966, // Info
    element(0x2ad7b1, unsigned(1_000_000)), // TimestampScale: milliseconds in nanoseconds
    element(0x4489, float(duration)), // Duration
    element(0x4d80, text('Descent')), // MuxingApp
    element(0x5741, text('Descent')), // WritingApp
  );
  const tracks = element(
    0x1654ae6b, // Tracks
    element(
      0xae, // TrackEntry
      element(0xd7, unsigned(TRACK)), // TrackNumber
      element(0x73c5, unsigned(TRACK)), // TrackUID
      element(0x83, unsigned(1)), // TrackType: video
      element(0x9c, unsigned(0)), // FlagLacing
      element(0x86, text(codec)), // CodecID
      element(0xe0, element(0xb0, unsigned(width)), element(0xba, unsigned(height))), // Video: PixelWidth, PixelHeight
    ),
  );
  const clusters = fromKeyToKey(pictures).map((some) => ({
    time: (some[0] as EncodedPicture).time,
    bytes: cluster(some),
  }));
  const cues = (first: number) => {
    let place = first;
    const points = clusters.map(({ time, bytes }) => {
      const point = cuePoint(time, place);
      place += bytes.length;
      return point;
    });
    return element(0x1c53bb6b, ...points); // Cues
  };
  // Numbers are written in a fixed width: the places do not depend on where the first is.
  const first = info.length + tracks.length + cues(0).length;
  const segment = element(0x18538067, info, tracks, cues(first), ...clusters.map(({ bytes }) => bytes)); // Segment
  return new Blob([header, segment], { type: 'video/webm' });
}

function fromKeyToKey(pictures: readonly EncodedPicture[]): EncodedPicture[][] {
  const groups: EncodedPicture[][] = [];
  for (const picture of pictures) {
    if (picture.key) groups.push([]);
    groups.at(-1)?.push(picture);
  }
  return groups;
}

function cluster(pictures: readonly EncodedPicture[]): Bytes {
  const start = (pictures[0] as EncodedPicture).time;
  const blocks = pictures.map(({ data, time, key }) => {
    const head = new DataView(new ArrayBuffer(4));
    head.setUint8(0, 0x80 | TRACK);
    head.setInt16(1, time - start);
    head.setUint8(3, key ? KEY_PICTURE : 0);
    return element(0xa3, new Uint8Array(head.buffer), data); // SimpleBlock
  });
  return element(0x1f43b675, element(0xe7, unsigned(start)), ...blocks); // Cluster: Timestamp
}

/** @param place of the cluster, in bytes of the segment. */
function cuePoint(time: number, place: number): Bytes {
  return element(
    0xbb, // CuePoint
    element(0xb3, unsigned(time)), // CueTime
    element(0xb7, element(0xf7, unsigned(TRACK)), element(0xf1, unsigned(place))), // CueTrackPositions: CueTrack, CueClusterPosition
  );
}

/** An element of EBML: its name, its length in eight bytes, and what it holds (RFC 8794). */
function element(id: number, ...content: readonly Bytes[]): Bytes {
  const length = content.reduce((sum, each) => sum + each.length, 0);
  const name = unsigned(id);
  const significant = name.subarray(name.findIndex((byte) => byte > 0));
  return joined([significant, Uint8Array.of(1, 0, 0, 0), unsigned(length), ...content]);
}

function joined(parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

function unsigned(value: number): Bytes {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint32(0, value);
  return new Uint8Array(bytes.buffer);
}

function float(value: number): Bytes {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value);
  return new Uint8Array(bytes.buffer);
}

function text(content: string): Bytes {
  return new TextEncoder().encode(content);
}
