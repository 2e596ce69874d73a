/** The structure of goals, the outline and moving, in Swedish. `structure.en.ts` has its shape. */
const goalsWord = (n: number): string => `${n} mål`

export const structureSv = {
  goals: {
    /** The tool and the entries that mark a paragraph. */
    tool: 'Roll i målstrukturen',
    noRole: 'Ingen roll',
    mixedRoles: 'Olika roller',
    labelled: (label: string): string => `Mål ${label}`,
    title: 'Målstruktur',
    empty: '(utan ord)',
    outside: 'Utanför fokusområdena',
    valid: 'Målstrukturen är hel.',
    faults: (n: number): string => (n === 1 ? '1 sak att rätta' : `${n} saker att rätta`),
    lacks: (what: string): string => `Målstrukturen saknar: ${what}`,
    howToMark: 'Ställ markören i stycket och välj under ”Roll i målstrukturen” bland verktygen ovanför texten.',
    onlyRead: 'Den som får skriva i texten kan rätta det.',
    show: 'Visa stället',
    fault: {
      'no-vision': 'vision',
      'no-overall-goal': 'övergripande mål',
      'no-focus-area': 'fokusområde',
      'another-vision': 'Det ska finnas en enda vision. Här är en till:',
      'another-overall-goal': 'Det ska finnas ett enda övergripande mål. Här är ett till:',
      'too-few-goals': (has: number, wants: number): string => `Har ${goalsWord(has)}, ska ha ${wants}:`,
      'too-many-goals': (has: number, wants: number): string => `Har ${goalsWord(has)}, ska ha ${wants}:`,
      'goal-outside-area': 'Målet står före alla fokusområden. Flytta det under ett:',
      'goal-without-id': 'Målet saknar sitt id. Ta bort rollen och sätt den igen:',
      'same-goal-id': 'Målet finns två gånger. Ta bort det ena:',
      'empty-role': (role: string): string => `Ett tomt stycke är märkt som ${role}. Skriv det eller ta bort rollen.`,
    },
    picture: (areas: number, goals: number): string =>
      `Bild av målstrukturen: ${areas} fokusområden och ${goalsWord(goals)}.`,
    tileMissing: 'saknas',
  },

  outline: {
    toText: 'Till texten',
    views: 'Innehåll efter',
    chapters: 'Kapitel',
    goals: 'Målstruktur',
    goalsWithFaults: (n: number): string => `Målstruktur (${n} att rätta)`,
    noGoals: 'Ingen del av texten är märkt än.',
    moveOf: (name: string): string => `Flytta ${name}`,
    moveHelp: 'Dra med musen, eller öppna för att flytta upp och ned. Med tangenterna: Alt och pil upp eller ned.',
    up: 'Flytta upp',
    down: 'Flytta ned',
    moved: (name: string, number: number, of: number): string => `${name} flyttad, nu ${number} av ${of}`,
    atTop: (name: string): string => `${name} kan inte flyttas längre upp.`,
    atBottom: (name: string): string => `${name} kan inte flyttas längre ned.`,
    gone: 'Avsnittet finns inte längre på sin plats. Inget har flyttats.',
    undo: 'Senaste ändringen är ångrad.',
    redo: 'Ändringen är gjord igen.',
    tooHeavy: 'Avsnittet har ett stycke som är för stort att flytta. Dela stycket först. Inget har flyttats.',
    writersTitle: 'Någon skriver just här',
    writersInIt: (names: string): string => `${names} skriver i detta avsnitt.`,
    writersBeside: (names: string): string => `${names} skriver i det avsnitt som byter plats med detta.`,
    atRisk: 'Det de skriver just nu kan behöva räddas.',
    notAtRisk: 'Det de skriver följer med.',
    moveAnyway: 'Flytta ändå',
    wait: 'Vänta',
  },
}

export type StructureMessages = typeof structureSv
