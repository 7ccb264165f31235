import type { Decoder } from './decode.ts';
import type { Model } from './model.ts';

/** What the user chose in a view, kept over a reload; `otherwise` where nothing, or nothing that can be read, was kept. */
export function optionOf<T>(
  { options }: Pick<Model, 'options'>,
  name: string,
  decode: Decoder<T>,
  otherwise: T,
): T {
  if (options[name] === undefined) return otherwise;
  try {
    return decode(options[name], name);
  } catch {
    return otherwise;
  }
}

/** The change of the model with which a view keeps what the user chose; plain data. */
export function withOption(
  { options }: Pick<Model, 'options'>,
  name: string,
  value: unknown,
): Pick<Model, 'options'> {
  return { options: { ...options, [name]: value } };
}
