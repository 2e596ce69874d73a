/** The tools of the text: what is inserted, found and set right, in Swedish. `editor.en.ts` has its shape. */
export const editorSv = {
  find: {
    label: 'Sök i texten',
    tool: 'Sök',
    find: 'Sök',
    previous: 'Föregående träff',
    next: 'Nästa träff',
    close: 'Stäng sökningen',
    matchCase: 'Skilj på stora och små bokstäver',
    wholeWord: 'Bara hela ord',
    words: 'Ersätt med',
    replace: 'Ersätt',
    replaceAll: 'Ersätt alla',
    none: 'Inga träffar',
    places: (count: number): string => (count === 1 ? '1 träff' : `${count.toLocaleString('sv-SE')} träffar`),
    at: (at: number, count: number): string => `${at.toLocaleString('sv-SE')} av ${count.toLocaleString('sv-SE')}`,
    replaced: (count: number): string =>
      count === 1 ? '1 ställe ersatt' : `${count.toLocaleString('sv-SE')} ställen ersatta`,
  },
  beginning: {
    label: 'Textens början',
    opening: 'Texten öppnas; du kan redan läsa.',
    noContact: 'Det går inte att nå servern just nu. Du kan läsa textens början så länge.',
  },
  length: {
    whole: (words: number, pages: number): string =>
      `${words.toLocaleString('sv-SE')} ord · ${pages === 1 ? '1 sida' : `${pages.toLocaleString('sv-SE')} sidor`}`,
    selected: (selected: number, words: number): string =>
      `${selected.toLocaleString('sv-SE')} av ${words.toLocaleString('sv-SE')} ord`,
    counted: 'Fotnoterna är medräknade. En sida är ungefär 500 ord.',
  },
  others: {
    someone: 'Någon',
    and: 'och',
    more: (count: number): string => `${count} till`,
    start: 'textens början',
    section: (heading: string): string => `avsnittet ${heading}`,
    wrote: (who: string, where: string): string => `${who} skrev i ${where}`,
    moved: (who: string, where: string): string => `${who} flyttade stycken i ${where}`,
    removed: (who: string, where: string): string => `${who} tog bort stycken i ${where}`,
    writesHere: (who: string): string => `${who} skriver i detta stycke`,
    writesBefore: (who: string): string => `${who} skriver i stycket före`,
    writesAfter: (who: string): string => `${who} skriver i stycket efter`,
  },
  figures: {
    insert: 'Infoga figur',
    change: 'Ändra figuren',
    save: 'Spara',
    remove: 'Ta bort figuren',
    image: 'Bild',
    otherImage: 'Välj en annan bild',
    imageHint: 'PNG, JPEG eller SVG, högst 10 MB. Uppgifter om plats, tid och kamera tas bort ur bilden.',
    missingImage: 'Välj en bild.',
    stillSending: 'Bilden är inte framme ännu. Vänta en stund och försök igen.',
    sending: 'Skickar bilden …',
    kept: 'Bilden är sparad. Så här ser den ut:',
    preview: 'Den bild du valde',
    alt: 'Alternativtext',
    altHint:
      'Säg det viktiga i bilden med en eller två meningar, för den som inte ser den. I ett diagram: vad det visar, ' +
      'inte hur det ser ut. Exempel: ”Diagram: resorna med kollektivtrafik ökar från 31 till 40 procent.”',
    missingAlt: 'Skriv en alternativtext. Utan den når bilden inte alla.',
    inText: {
      number: (number: number): string => `Figur ${number}`,
      missing: 'Bilden kan inte visas här.',
      caption: 'Skriv en bildtext',
      changeAlt: 'Ändra alternativtext',
      remove: 'Ta bort figuren',
    },
    selected: (alt: string): string =>
      `Figur markerad: ${alt}. Enter ändrar alternativtexten, Delete tar bort figuren, pil ned går till bildtexten.`,
  },
  tables: {
    label: 'Tabellens verktyg',
    name: (number: number): string => `Tabell ${number}`,
    rowAbove: 'Ny rad ovanför',
    rowBelow: 'Ny rad under',
    rowUp: 'Flytta raden uppåt',
    rowDown: 'Flytta raden nedåt',
    removeRow: 'Ta bort raden',
    columnBefore: 'Ny kolumn till vänster',
    columnAfter: 'Ny kolumn till höger',
    columnLeft: 'Flytta kolumnen åt vänster',
    columnRight: 'Flytta kolumnen åt höger',
    removeColumn: 'Ta bort kolumnen',
    header: 'Första raden är rubriker',
    removeTable: 'Ta bort tabellen',
    done: (what: string, at: { row: number; rows: number; column: number; columns: number }): string =>
      `${what}: klart. Rad ${at.row} av ${at.rows}, kolumn ${at.column} av ${at.columns}.`,
  },
  notes: {
    number: (number: number): string => `Fotnot ${number}:`,
    empty: 'Skriv fotnoten, Enter avslutar',
  },
  insert: {
    menu: 'Infoga',
    list: 'Infoga i texten',
    table: 'Tabell',
    figure: 'Figur',
    footnote: 'Fotnot',
    rule: 'Avdelare',
    hits: (hits: number): string => {
      if (hits === 0) return 'Inget att infoga heter så.'
      return `${hits === 1 ? '1 förslag' : `${hits} förslag`}. Pilarna väljer, Enter infogar, Escape stänger.`
    },
  },
}

export type EditorMessages = typeof editorSv
