/**
 * Footnotes as others write them: a number that leads to a place further down, which leads back. The words come to
 * stand where the number was. Word, LibreOffice, Google Docs and encyclopaedias name the places differently; that the
 * two lead to one another is what they share.
 */

/** Word writes the whole address of a file that is not there. */
const placeOf = (link: Element): string => /#([^#]+)$/.exec(link.getAttribute('href') ?? '')?.[1] ?? ''

const placed = (body: HTMLElement, place: string): Element | null =>
  place === '' ? null : body.querySelector(`[id="${CSS.escape(place)}"], [name="${CSS.escape(place)}"]`)

/** The paragraph or list item that holds a note, and what stands around it only for its sake. */
const blockOf = (target: Element): Element | null => {
  const block = target.closest('li, p') ?? target.closest('div')
  const around = block?.parentElement
  const alone = around?.tagName === 'DIV' && [...around.children].every((child) => child === block || isMore(child))
  return alone ? around : block
}

/** A further paragraph of the same note leads nowhere back. */
const isMore = (child: Element): boolean => child.tagName === 'P' && child.querySelector('a[href*="#"]') === null

/** What leads back leads from a note to its number: seen from there the number's paragraph would be the note. */
const comesAfter = (block: Element, number: Element): boolean =>
  (number.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

type Note = { number: Element; block: Element; html: string }

const noteOf = (body: HTMLElement, number: Element): Note | null => {
  const target = placed(body, placeOf(number))
  const block = target && blockOf(target)
  if (!block || block === body || block.contains(number) || !comesAfter(block, number)) return null
  const back = [...block.querySelectorAll('a')].filter((link) => {
    const origin = placed(body, placeOf(link))
    return (
      origin !== null &&
      (origin.contains(number) || number.contains(origin) || origin.parentElement === number.parentElement)
    )
  })
  if (back.length === 0) return null
  const words = block.cloneNode(true)
  if (!(words instanceof Element)) return null
  const all = [...block.querySelectorAll('a')]
  for (const [i, link] of [...words.querySelectorAll('a')].entries()) if (back.some((b) => b === all[i])) link.remove()
  const parts = words.matches('p, li') ? [words] : [...words.querySelectorAll('p')]
  return { number, block, html: parts.map((part) => part.innerHTML.trim()).join(' ') }
}

/** Takes a block away, the rule above it, and what is then left empty around it. */
const remove = (block: Element, body: HTMLElement): void => {
  let gone = block
  while (
    gone.parentElement &&
    gone.parentElement !== body &&
    gone.parentElement.textContent?.trim() === gone.textContent?.trim()
  )
    gone = gone.parentElement
  while (gone.previousElementSibling?.matches('hr, br')) gone.previousElementSibling.remove()
  gone.remove()
}

export const notesInPlace = (body: HTMLElement): void => {
  const notes = [...body.querySelectorAll('a[href*="#"]')].flatMap((link) => noteOf(body, link) ?? [])
  for (const { number, html } of notes) {
    const note = number.ownerDocument.createElement('span')
    note.setAttribute('data-footnote', '')
    note.innerHTML = html
    const raised = number.closest('sup')
    const whole = raised?.textContent?.trim() === number.textContent?.trim() ? raised : number
    whole?.replaceWith(note)
  }
  for (const block of new Set(notes.map(({ block }) => block))) remove(block, body)
}
