/** Words found again, mass deletions, and what others are heard to do, in Swedish. `rescues.en.ts` has its shape. */
/** Most names have a comma in them: "Ordförande, Salem; Kommundirektör, Haninge och …". */
const inRow = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join('; ')} och ${names.at(-1)}`

export const rescuesSv = {
  rescues: {
    title: 'Ord som krockade',
    text: 'Två skrev på samma ställe samtidigt. Inget är borta: det ligger här tills någon väljer vad som ska gälla.',
    counted: (n: number): string => `Ord som krockade (${n})`,
    nobody: 'någon',
    what: {
      lost: 'Kom inte med i texten',
      misplaced: 'Hamnade på fel ställe',
      doubled: 'Står två gånger',
    },
    mine: {
      lost: (when: string): string =>
        `Det här skrev du ${when} medan stycket flyttades eller togs bort. Det kom inte med i texten.`,
      misplaced: (when: string): string => `Det här skrev du ${when} medan stycket delades. Det hamnade i fel stycke.`,
      doubled: (when: string): string =>
        `Du och någon annan delade eller flyttade stycket samtidigt, ${when}. Därför står det här två gånger.`,
    },
    theirs: {
      lost: (who: string, when: string): string =>
        `Det här skrev ${who} ${when} medan stycket flyttades eller togs bort. Det kom inte med i texten.`,
      misplaced: (who: string, when: string): string =>
        `Det här skrev ${who} ${when} medan stycket delades. Det hamnade i fel stycke.`,
      doubled: (who: string, when: string): string =>
        `Stycket delades eller flyttades av ${who} och någon annan samtidigt, ${when}. Därför står det här två gånger.`,
    },
    under: (heading: string): string => `Under rubriken ”${heading}”`,
    underBoth: (first: string, second: string): string => `Under rubrikerna ”${first}” och ”${second}”`,
    mend: { lost: 'Sätt tillbaka', misplaced: 'Flytta dit', doubled: 'Ta bort den ena' },
    leave: { lost: 'Släng', misplaced: 'Låt stå', doubled: 'Behåll båda' },
    reallyDiscard: 'Ja, släng',
    keep: 'Behåll',
    showAll: (n: number): string => `Visa alla ${n}`,
    showFewer: 'Visa färre',
    said: {
      lost: 'Orden står i texten igen och är markerade.',
      atCaret: 'Stället finns inte kvar. Orden står i ett eget stycke vid markören och är markerade.',
      misplaced: 'Orden är flyttade och markerade.',
      doubled: 'Den ena är borttagen. Den som är kvar är markerad.',
      left: 'Texten är som den var.',
      mended: 'Någon hade redan rättat det. Texten är som den var.',
      nowhere: 'Stället finns inte kvar, så orden står där de står. Flytta dem för hand eller låt dem stå.',
      first: 'Någon annan hann före. Texten ändrades inte en gång till.',
      look: 'Någon annan hann före. Se efter i texten att orden inte står två gånger.',
      more: 'Just då kom det fler ord. Läs och försök igen.',
      notSettled:
        'Det gick inte att nå servern. Försök igen när det finns kontakt; det som redan är gjort görs inte om.',
    },
  },
  deletions: {
    title: 'Mycket text borttagen',
    theirs: (who: readonly string[], share: number, when: string): string =>
      `${inRow(who) || 'Någon'} tog bort ${share} % av texten kl. ${when.replace(':', '.')}.`,
    mine: (share: number, when: string): string =>
      `Du tog bort ${share} % av texten kl. ${when.replace(':', '.')}. Var det meningen?`,
    kept: 'Texten som den var är sparad.',
    keptForReaders: 'Texten som den var är sparad. De som skriver i den kan ta tillbaka den.',
    takeBack: 'Ta tillbaka texten',
    meant: 'Det var meningen',
    takingBack: 'Tar tillbaka texten …',
    said: {
      takenBack: 'Texten är tillbaka. Det som skrevs under tiden är kvar.',
      undone: 'Texten var redan tillbaka. Inget ändrades.',
      meant: 'Borttagningen står kvar.',
      first: 'Någon annan hann före. Se efter i texten.',
    },
  },
}

export type RescuesMessages = typeof rescuesSv
