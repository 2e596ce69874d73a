/** Every word of the interface in Swedish; problems' own words stand in `problems.sv.ts`. `ui.en.ts` has its shape. */
import { editorSv } from './editor.sv.ts'
import { rescuesSv } from './rescues.sv.ts'
import { structureSv } from './structure.sv.ts'

export const uiSv = {
  skip: 'Till innehållet',
  language: { label: 'Språk', sv: 'Svenska', en: 'English' },
  close: 'Stäng',
  cancel: 'Avbryt',
  loading: 'Hämtar …',
  tryAgain: 'Försök igen',
  reload: 'Ladda om sidan',
  unexpected: 'Något gick fel. Försök igen om en stund.',
  notFound: {
    title: 'Sidan finns inte',
    text: 'Adressen leder ingenstans. Kontrollera den eller gå till startsidan.',
    home: 'Till startsidan',
  },
  mishap: {
    title: 'Sidan kan inte visas',
    notFetched: 'Sidan gick inte att hämta från servern.',
    broken: 'Något gick fel när sidan skulle visas.',
    kept: 'Det du har skrivit finns kvar. Försök igen om en stund.',
  },
  stillSignedIn: 'Du är fortfarande inloggad. Det gick inte att nå servern.',
  nav: { label: 'Huvudmeny', start: 'Program', members: 'Medlemmar', me: 'Mer', signOut: 'Logga ut' },

  signIn: {
    title: 'Logga in',
    intro: 'Åtta kommuner på Södertörn skriver sitt program tillsammans här.',
    email: 'E-postadress',
    password: 'Lösenord',
    submit: 'Logga in',
    wait: 'Loggar in …',
    missingEmail: 'Skriv din e-postadress.',
    missingPassword: 'Skriv ditt lösenord.',
    example: 'Exempel: välj vem du vill vara',
    exampleText: 'Personerna och programmet är påhittade. Ett klick loggar in.',
    noMunicipality: 'Gemensamt',
  },

  start: {
    title: 'Program',
    period: (from: number, to: number): string => `Period ${from}–${to}`,
    example: 'Exempel',
    emptyTitle: 'Inget program ännu',
    empty: 'När sekretariatet har lagt upp ett program syns det här.',
    signedInAs: (name: string): string => `Inloggad som ${name}`,
  },

  members: {
    title: 'Medlemmar',
    intro: 'Alla som deltar, med uppdrag och tid. Sekretariatet ändrar uppdragen.',
    caption: 'Medlemmar och deras uppdrag',
    name: 'Namn',
    role: 'Uppdrag',
    municipality: 'Kommun',
    term: 'Gäller',
    from: 'Från och med',
    to: 'Till och med',
    noEnd: 'tills vidare',
    noTerm: 'Inget uppdrag i dag',
    none: 'Ingen kommun',
    actions: 'Ändra',
    change: 'Ändra',
    changeOf: (name: string): string => `Ändra uppdrag för ${name}`,
    changeText:
      'Det nya uppdraget gäller från den dag du anger. Börjar det i dag gäller det genast, också i en text som ' +
      'personen har öppen.',
    dayHint: 'Skriv ÅÅÅÅ-MM-DD. Lämna tomt om slutet inte är känt.',
    save: 'Spara uppdraget',
    saved: (name: string): string => `Uppdraget för ${name} är ändrat.`,
    wrongDay: 'Ange en dag som finns, till exempel 2027-01-31.',
    wrongOrder: 'Slutdagen måste komma efter första dagen.',
    needsMunicipality: 'Uppdraget hör till en kommun. Välj vilken.',
    hasNoMunicipality: 'Sekretariatet hör inte till någon kommun.',
  },

  draft: {
    page: 'Utkast',
    opening: 'Öppnar texten …',
    fetching: 'Hämtar texten …',
    notHere: 'Texten finns inte på den här datorn och det går inte att nå servern just nu.',
    textLandmark: 'Programtexten',
    placeholder: 'Börja skriva här',
    editorHelp:
      'I en lista flyttar Tabb raden inåt och Skift+Tabb utåt; i en tabell går de till nästa och förra cellen. ' +
      'Tryck Escape och sedan Tabb för att lämna texten. Alt+F10 går till verktygen, och en gång till till tabellens. ' +
      'Ett snedstreck först på raden eller efter ett blanksteg visar vad som kan infogas.',
    outline: 'Innehåll',
    noHeadings: 'Rubrikerna i texten syns här.',
    emptyHeading: '(tom rubrik)',
    whyReadOnly: {
      'not-your-role':
        'Du läser: din roll ändrar inte texten. Ordförande, kommundirektörer och sekretariatet skriver i den.',
      'text-stopped': 'Du läser: det är redaktionsstopp, texten ändras inte just nu.',
      'text-sealed': 'Du läser: texten är fastställd och ändras inte mer.',
      'storage-failing': 'Du läser: servern kan inte spara just nu, därför går texten inte att ändra.',
    } as Readonly<Record<string, string>>,
    otherwiseReadOnly: 'Du läser: texten går inte att ändra just nu.',
  },

  saving: {
    saved: 'Sparat',
    saving: 'Sparar…',
    waiting: (changes: number): string =>
      changes === 1
        ? 'Ej sparat – ingen kontakt, 1 ändring väntar på den här datorn'
        : `Ej sparat – ingen kontakt, ${changes} ändringar väntar på den här datorn`,
    noContact: 'Ingen kontakt. Allt hittills är sparat; det du skriver nu väntar på den här datorn.',
    readingNoContact: 'Ingen kontakt. Du läser det som senast hämtades.',
  },

  leaving: {
    title: 'Allt är inte sparat ännu',
    text: 'Ändringarna ligger kvar på den här datorn och sparas när du öppnar texten här igen med kontakt.',
    stay: 'Stanna kvar',
    leave: 'Lämna ändå',
  },

  setAside: {
    title: 'Ord som inte kom med',
    counted: (n: number): string => `Ord som inte kom med (${n})`,
    text: 'Det här skrev du, men det kunde inte bli en del av texten. Det finns bara på den här datorn.',
    when: (when: string): string => `Skrevs ${when}`,
    insert: 'Lägg in vid markören',
    copy: 'Kopiera',
    copied: 'Kopierat',
    copyFailed: 'Det gick inte att kopiera. Markera orden och kopiera själv.',
    discard: 'Släng',
    reallyDiscard: 'Släng för alltid',
    keep: 'Behåll',
  },

  presence: {
    label: 'Här nu',
    count: (n: number): string => `Här nu: ${n}`,
    you: 'du',
    someone: 'Någon',
  },

  authors: {
    button: 'Vem skrev vad',
    asking: 'Hämtar vem som skrev vad …',
    failed: 'Det gick inte att hämta vem som skrev vad. Nytt försök görs om en stund.',
    isOn: 'Visas i texten, efter serverns logg.',
    help:
      'Ovanför varje stycke står vilka som skrev det. Tryck där för att se vem och när. Med tangentbordet: Escape och ' +
      'Tabb från texten, pil upp och ned mellan styckena, Escape tillbaka.',
    moved: 'Den som delar eller flyttar ett stycke står för de ord som då skrevs om.',
    start: 'Programmets start',
    label: (names: string, beginning: string): string => `Skrivet av ${names}: ${beginning}`,
    justNow: 'nyss',
    words: (n: number): string => (n === 1 ? '1 ord' : `${n.toLocaleString('sv-SE')} ord`),
  },

  tools: {
    label: 'Textverktyg',
    level: 'Styckets nivå',
    levels: ['Brödtext', 'Rubrik 1', 'Rubrik 2', 'Rubrik 3', 'Rubrik 4'] as readonly string[],
    bold: 'Fet',
    italic: 'Kursiv',
    link: 'Länk',
    bullet: 'Punktlista',
    ordered: 'Numrerad lista',
    indent: 'Flytta inåt',
    outdent: 'Flytta utåt',
    quote: 'Citat',
    undo: 'Ångra',
    redo: 'Gör om',
    withKey: (name: string, key: string): string => `${name} (${key})`,
  },

  link: {
    title: 'Länk',
    address: 'Adress',
    hint: 'En webbadress, e-postadress eller ett telefonnummer.',
    unsafe: 'Det är ingen adress som går att länka till. Skriv till exempel https://www.tyreso.se.',
    text: 'Text att visa',
    missingText: 'Skriv texten som ska visas.',
    save: 'Spara länken',
    remove: 'Ta bort länken',
  },

  item: {
    bullet: (depth: number): string => `Punkt, nivå ${depth}: `,
    ordered: (number: number, depth: number): string => `Nummer ${number}, nivå ${depth}: `,
  },

  textRoles: { vision: 'Vision', overallGoal: 'Övergripande mål', focusArea: 'Fokusområde', goal: 'Mål' },

  ...editorSv,
  ...structureSv,
  ...rescuesSv,
}

/** What every language must say. */
export type UiMessages = typeof uiSv
