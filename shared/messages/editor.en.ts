/** The tools of the text: what is inserted, found and set right, in English. */
import type { EditorMessages } from './editor.sv.ts'

export const editorEn: EditorMessages = {
  find: {
    label: 'Find in the text',
    tool: 'Find',
    find: 'Find',
    previous: 'Previous match',
    next: 'Next match',
    close: 'Close the search',
    matchCase: 'Match upper and lower case',
    wholeWord: 'Whole words only',
    words: 'Replace with',
    replace: 'Replace',
    replaceAll: 'Replace all',
    none: 'No matches',
    places: (count) => (count === 1 ? '1 match' : `${count.toLocaleString('en-GB')} matches`),
    at: (at, count) => `${at.toLocaleString('en-GB')} of ${count.toLocaleString('en-GB')}`,
    replaced: (count) => (count === 1 ? '1 place replaced' : `${count.toLocaleString('en-GB')} places replaced`),
  },
  beginning: {
    label: 'The beginning of the text',
    opening: 'The text is being opened; you can already read.',
    noContact: 'The server cannot be reached just now. You can read the beginning of the text meanwhile.',
  },
  length: {
    whole: (words, pages) =>
      `${words.toLocaleString('en-GB')} words · ${pages === 1 ? '1 page' : `${pages.toLocaleString('en-GB')} pages`}`,
    selected: (selected, words) => `${selected.toLocaleString('en-GB')} of ${words.toLocaleString('en-GB')} words`,
    counted: 'Footnotes are included. A page is about 500 words.',
  },
  others: {
    someone: 'Someone',
    and: 'and',
    more: (count) => `${count} more`,
    start: 'the beginning of the text',
    section: (heading) => `the section ${heading}`,
    wrote: (who, where) => `${who} wrote in ${where}`,
    moved: (who, where) => `${who} moved paragraphs in ${where}`,
    removed: (who, where) => `${who} removed paragraphs in ${where}`,
    writesHere: (who) => `${who} is writing in this paragraph`,
    writesBefore: (who) => `${who} is writing in the paragraph before`,
    writesAfter: (who) => `${who} is writing in the paragraph after`,
  },
  figures: {
    insert: 'Insert figure',
    change: 'Change the figure',
    save: 'Save',
    remove: 'Remove the figure',
    image: 'Image',
    otherImage: 'Choose another image',
    imageHint: 'PNG, JPEG or SVG, 10 MB at most. What the file says of place, time and camera is removed.',
    missingImage: 'Choose an image.',
    stillSending: 'The image has not arrived yet. Wait a moment and try again.',
    sending: 'Sending the image …',
    kept: 'The image is saved. This is what it looks like:',
    preview: 'The image you chose',
    alt: 'Alternative text',
    altHint:
      'Say what matters in the image in a sentence or two, for those who do not see it. Of a chart: what it shows, ' +
      'not what it looks like. Example: “Chart: journeys by public transport rise from 31 to 40 per cent.”',
    missingAlt: 'Write an alternative text. Without it the image does not reach everyone.',
    inText: {
      number: (number) => `Figure ${number}`,
      missing: 'The image cannot be shown here.',
      caption: 'Write a caption',
      changeAlt: 'Change alternative text',
      remove: 'Remove the figure',
    },
    selected: (alt) =>
      `Figure selected: ${alt}. Enter changes the alternative text, Delete removes it, arrow down goes to the caption.`,
  },
  tables: {
    label: 'Tools of the table',
    name: (number) => `Table ${number}`,
    rowAbove: 'New row above',
    rowBelow: 'New row below',
    rowUp: 'Move the row up',
    rowDown: 'Move the row down',
    removeRow: 'Remove the row',
    columnBefore: 'New column to the left',
    columnAfter: 'New column to the right',
    columnLeft: 'Move the column left',
    columnRight: 'Move the column right',
    removeColumn: 'Remove the column',
    header: 'The first row is a header',
    removeTable: 'Remove the table',
    done: (what, at) => `${what}: done. Row ${at.row} of ${at.rows}, column ${at.column} of ${at.columns}.`,
  },
  notes: { number: (number) => `Footnote ${number}:`, empty: 'Write the note, Enter ends it' },
  insert: {
    menu: 'Insert',
    list: 'Insert into the text',
    table: 'Table',
    figure: 'Figure',
    footnote: 'Footnote',
    rule: 'Divider',
    hits: (hits) => {
      if (hits === 0) return 'Nothing to insert has that name.'
      return `${hits === 1 ? '1 suggestion' : `${hits} suggestions`}. The arrows choose, Enter inserts, Escape closes.`
    },
  },
}
