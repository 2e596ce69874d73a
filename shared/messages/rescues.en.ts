/** Words found again, mass deletions, and what others are heard to do, in English. */
import type { RescuesMessages } from './rescues.sv.ts'

/** Most names have a comma in them. */
const inRow = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join('; ')} and ${names.at(-1)}`

export const rescuesEn: RescuesMessages = {
  rescues: {
    title: 'Words that collided',
    text: 'Two people wrote in one place at once. Nothing is gone: it stays here until somebody chooses what shall stand.',
    counted: (n) => `Words that collided (${n})`,
    nobody: 'somebody',
    what: {
      lost: 'Did not get into the text',
      misplaced: 'Ended up in the wrong place',
      doubled: 'Stands twice',
    },
    mine: {
      lost: (when) => `You wrote this ${when} while the paragraph was moved or removed. It did not get into the text.`,
      misplaced: (when) => `You wrote this ${when} while the paragraph was split. It ended up in the wrong paragraph.`,
      doubled: (when) =>
        `You and somebody else split or moved the paragraph at once, ${when}. That is why this stands twice.`,
    },
    theirs: {
      lost: (who, when) =>
        `This was written by ${who} ${when} while the paragraph was moved or removed. It did not get into the text.`,
      misplaced: (who, when) =>
        `This was written by ${who} ${when} while the paragraph was split. It ended up in the wrong paragraph.`,
      doubled: (who, when) =>
        `The paragraph was split or moved by ${who} and somebody else at once, ${when}. So this stands twice.`,
    },
    under: (heading) => `Under the heading “${heading}”`,
    underBoth: (first, second) => `Under the headings “${first}” and “${second}”`,
    mend: { lost: 'Put back', misplaced: 'Move there', doubled: 'Remove one' },
    leave: { lost: 'Discard', misplaced: 'Let it stand', doubled: 'Keep both' },
    reallyDiscard: 'Yes, discard',
    keep: 'Keep',
    showAll: (n) => `Show all ${n}`,
    showFewer: 'Show fewer',
    said: {
      lost: 'The words are in the text again, highlighted.',
      atCaret: 'The place is no longer there. The words stand in a paragraph of their own at the caret, highlighted.',
      misplaced: 'The words have been moved and highlighted.',
      doubled: 'One is removed. The one that is left is highlighted.',
      left: 'The text is as it was.',
      mended: 'Somebody had mended it already. The text is as it was.',
      nowhere: 'The place is no longer there, so the words stand where they are. Move them by hand or let them stand.',
      first: 'Somebody else was first. The text was not changed a second time.',
      look: 'Somebody else was first. Check in the text that the words do not stand twice.',
      more: 'More words came just then. Read them and try again.',
      notSettled: 'The server could not be reached. Try again when there is contact; what is done is not done again.',
    },
  },
  deletions: {
    title: 'Much text deleted',
    theirs: (who, share, when) => `${inRow(who) || 'Somebody'} deleted ${share}% of the text at ${when}.`,
    mine: (share, when) => `You deleted ${share}% of the text at ${when}. Did you mean to?`,
    kept: 'The text as it was is kept.',
    keptForReaders: 'The text as it was is kept. Those who write in it can take it back.',
    takeBack: 'Take the text back',
    meant: 'It was meant',
    takingBack: 'Taking the text back …',
    said: {
      takenBack: 'The text is back. What was written meanwhile is still there.',
      undone: 'The text was back already. Nothing was changed.',
      meant: 'The deletion stands.',
      first: 'Somebody else was first. Have a look at the text.',
    },
  },
}
