/** Style sheets that did not come: the bundler asks for each once only, and takes the second time for done. */
const lost = new Set<string>()

/** Hears of everything that fails to load in the document. Left in the head, the sheet would pass for one that came. */
export const noteLostStyle = ({ target }: Event): void => {
  if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return
  lost.add(target.href)
  target.remove()
}

const fetchStyle = (href: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => reject(new Error('a style sheet did not come')))
    lost.delete(href)
    document.head.append(link)
  })

/** A file, once all styles are there that it may need. Rejects if one of them does not come this time either. */
export const withStyles = async <File>(file: Promise<File>): Promise<File> => {
  const [came] = await Promise.all([file, ...[...lost].map(fetchStyle)])
  return came
}
