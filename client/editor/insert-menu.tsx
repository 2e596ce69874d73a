/** The menu above the text of what can be put into it. */
import { DownIcon } from '../ui/icons.tsx'
import { useMessages } from '../ui/language.tsx'
import { MenuButton } from '../ui/menu-button.tsx'
import { type Insertion, named, objects } from './insertions.ts'
import '../ui/menu.css'

export function InsertMenu({ onInsert }: { onInsert: (insertion: Insertion) => void }) {
  const say = useMessages()
  const items = named(objects, say)
  const insert = (id: string) => {
    const chosen = items.find((item) => item.id === id)
    if (chosen) onInsert(chosen)
  }
  return (
    <MenuButton label={say.insert.menu} items={items} onChoose={insert}>
      <DownIcon />
    </MenuButton>
  )
}
