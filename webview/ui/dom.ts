type Child = Node | string | undefined;

/** An element with attributes and children; attributes that are `undefined` are left out. Texts are never parsed. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** Sets a text only where it differs: a live region is not read out again for nothing. */
export function setText(target: Element, text: string): void {
  const { firstChild } = target;
  // A text that is there already is laid out anew faster than another one in its place.
  if (firstChild instanceof Text && !firstChild.nextSibling) {
    if (firstChild.data !== text) firstChild.data = text;
  } else if (target.textContent !== text) target.textContent = text;
}
