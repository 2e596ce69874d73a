/** How much a browser would paint: a drawing that uses a part that uses a part … grows with every step. */

/** An element as it was opened: the ids of what it stands in, its own, and its attributes, which may point on. */
export type Reference = { within: readonly string[]; id: string; attributes: Readonly<Record<string, string>> }

const targetsOf = (attributes: Reference['attributes']): string[] =>
  Object.entries(attributes).flatMap(([name, value]) => [
    ...(/^(?:xlink:)?href$/.test(name) ? [value.trim().replace(/^#/, '')] : []),
    ...[...value.matchAll(/url\(\s*['"]?#([^'")\s]+)/g)].map(([, target]) => target ?? ''),
  ])

/** Elements painted, each as often as it is used. What refers to itself is counted once: browsers paint none of it. */
export const paintingCost = (elements: readonly Reference[]): number => {
  const own = new Map<string, number>()
  const uses = new Map<string, string[]>()
  const used: string[] = []
  for (const { within, id, attributes } of elements) {
    const targets = targetsOf(attributes)
    used.push(...targets)
    for (const holder of id === '' || within.includes(id) ? within : [...within, id]) {
      own.set(holder, (own.get(holder) ?? 0) + 1)
      if (!uses.has(holder)) uses.set(holder, [])
      uses.get(holder)?.push(...targets)
    }
  }
  const costs = new Map<string, number>()
  const costOf = (id: string): number => {
    const known = costs.get(id)
    if (known !== undefined) return known
    costs.set(id, 0)
    const cost = (uses.get(id) ?? []).reduce((sum, target) => sum + costOf(target), own.get(id) ?? 0)
    costs.set(id, cost)
    return cost
  }
  return used.reduce((sum, target) => sum + costOf(target), elements.length)
}
