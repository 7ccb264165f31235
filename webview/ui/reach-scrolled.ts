/** What is too long for its place is scrolled sideways, with the keyboard as well: it takes the focus, and only then. */
export function reachScrolled(elements: Iterable<Element>): void {
  for (const each of elements) {
    if (each.scrollWidth > each.clientWidth) each.setAttribute('tabindex', '0');
    else each.removeAttribute('tabindex');
  }
}
