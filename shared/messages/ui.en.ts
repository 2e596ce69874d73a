/** Every word of the interface in English. */
import { editorEn } from './editor.en.ts'
import { rescuesEn } from './rescues.en.ts'
import { structureEn } from './structure.en.ts'
import type { UiMessages } from './ui.sv.ts'

export const uiEn: UiMessages = {
  skip: 'Skip to content',
  language: { label: 'Language', sv: 'Svenska', en: 'English' },
  close: 'Close',
  cancel: 'Cancel',
  loading: 'Loading …',
  tryAgain: 'Try again',
  reload: 'Reload the page',
  unexpected: 'Something went wrong. Try again in a moment.',
  notFound: {
    title: 'There is no such page',
    text: 'The address leads nowhere. Check it, or go to the start page.',
    home: 'To the start page',
  },
  mishap: {
    title: 'The page cannot be shown',
    notFetched: 'The page could not be loaded from the server.',
    broken: 'Something went wrong while the page was being shown.',
    kept: 'What you have written is still there. Try again in a moment.',
  },
  stillSignedIn: 'You are still signed in. The server could not be reached.',
  nav: { label: 'Main menu', start: 'Programmes', members: 'Members', me: 'More', signOut: 'Sign out' },

  signIn: {
    title: 'Sign in',
    intro: 'Eight municipalities of Södertörn write their programme together here.',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    wait: 'Signing in …',
    missingEmail: 'Enter your e-mail address.',
    missingPassword: 'Enter your password.',
    example: 'Example: choose who you want to be',
    exampleText: 'The people and the programme are invented. One click signs you in.',
    noMunicipality: 'Shared',
  },

  start: {
    title: 'Programmes',
    period: (from, to) => `Period ${from}–${to}`,
    example: 'Example',
    emptyTitle: 'No programme yet',
    empty: 'When the secretariat has added a programme, it is shown here.',
    signedInAs: (name) => `Signed in as ${name}`,
  },

  members: {
    title: 'Members',
    intro: 'Everyone who takes part, with role and term. The secretariat changes roles.',
    caption: 'Members and their roles',
    name: 'Name',
    role: 'Role',
    municipality: 'Municipality',
    term: 'Term',
    from: 'First day',
    to: 'Last day',
    noEnd: 'until further notice',
    noTerm: 'No role today',
    none: 'No municipality',
    actions: 'Change',
    change: 'Change',
    changeOf: (name) => `Change the role of ${name}`,
    changeText:
      'The new role applies from the day you state. If that is today it applies at once, also in a text that the ' +
      'person has open.',
    dayHint: 'Write YYYY-MM-DD. Leave empty if no end is known.',
    save: 'Save the role',
    saved: (name) => `The role of ${name} has been changed.`,
    wrongDay: 'Enter a day that exists, such as 2027-01-31.',
    wrongOrder: 'The last day must come after the first.',
    needsMunicipality: 'This role belongs to a municipality. Choose which.',
    hasNoMunicipality: 'The secretariat belongs to no municipality.',
  },

  draft: {
    page: 'Draft',
    opening: 'Opening the text …',
    fetching: 'Loading the text …',
    notHere: 'The text is not on this computer, and the server cannot be reached just now.',
    textLandmark: 'The text of the programme',
    placeholder: 'Start writing here',
    editorHelp:
      'In a list, Tab moves the line in and Shift+Tab out; in a table they go to the next cell and the one before. ' +
      'Press Escape and then Tab to leave the text. Alt+F10 goes to the tools, and once more to those of the table. ' +
      'A slash first on the line or after a blank shows what can be inserted.',
    outline: 'Contents',
    noHeadings: 'The headings of the text are shown here.',
    emptyHeading: '(empty heading)',
    whyReadOnly: {
      'not-your-role':
        'You are reading: your role does not change the text. Chairs, municipal directors and the secretariat write it.',
      'text-stopped': 'You are reading: the text is closed for editing and does not change just now.',
      'text-sealed': 'You are reading: the text is adopted and changes no more.',
      'storage-failing': 'You are reading: the server cannot save just now, so the text cannot be changed.',
    },
    otherwiseReadOnly: 'You are reading: the text cannot be changed just now.',
  },

  saving: {
    saved: 'Saved',
    saving: 'Saving…',
    waiting: (changes) =>
      changes === 1
        ? 'Not saved – no contact, 1 change is waiting on this computer'
        : `Not saved – no contact, ${changes} changes are waiting on this computer`,
    noContact: 'No contact. Everything so far is saved; what you write now waits on this computer.',
    readingNoContact: 'No contact. You are reading what was last loaded.',
  },

  leaving: {
    title: 'Not everything is saved yet',
    text: 'The changes stay on this computer and are saved when you open the text here again with contact.',
    stay: 'Stay',
    leave: 'Leave anyway',
  },

  setAside: {
    title: 'Words that did not get in',
    counted: (n) => `Words that did not get in (${n})`,
    text: 'You wrote this, but it could not become part of the text. It exists on this computer only.',
    when: (when) => `Written ${when}`,
    insert: 'Insert at the caret',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'It could not be copied. Select the words and copy them yourself.',
    discard: 'Throw away',
    reallyDiscard: 'Throw away for ever',
    keep: 'Keep',
  },

  presence: { label: 'Here now', count: (n) => `Here now: ${n}`, you: 'you', someone: 'Someone' },

  authors: {
    button: 'Who wrote what',
    asking: 'Loading who wrote what …',
    failed: 'Who wrote what could not be loaded. It is tried again in a moment.',
    isOn: 'Shown in the text, from the log of the server.',
    help:
      'Above each paragraph stands who wrote it. Press there to see who and when. By keyboard: Escape and Tab from the ' +
      'text, arrow up and down between the paragraphs, Escape back.',
    moved: 'Whoever splits or moves a paragraph stands for the words that were written anew by it.',
    start: 'The start of the programme',
    label: (names, beginning) => `Written by ${names}: ${beginning}`,
    justNow: 'just now',
    words: (n) => (n === 1 ? '1 word' : `${n.toLocaleString('en-GB')} words`),
  },

  tools: {
    label: 'Text tools',
    level: 'Level of the paragraph',
    levels: ['Body text', 'Heading 1', 'Heading 2', 'Heading 3', 'Heading 4'],
    bold: 'Bold',
    italic: 'Italic',
    link: 'Link',
    bullet: 'Bulleted list',
    ordered: 'Numbered list',
    indent: 'Move in',
    outdent: 'Move out',
    quote: 'Quotation',
    undo: 'Undo',
    redo: 'Redo',
    withKey: (name, key) => `${name} (${key})`,
  },

  link: {
    title: 'Link',
    address: 'Address',
    hint: 'A web address, e-mail address or telephone number.',
    unsafe: 'That is no address that can be linked to. Write for example https://www.tyreso.se.',
    text: 'Text to show',
    missingText: 'Write the text to show.',
    save: 'Save the link',
    remove: 'Remove the link',
  },

  item: {
    bullet: (depth) => `Bullet, level ${depth}: `,
    ordered: (number, depth) => `Number ${number}, level ${depth}: `,
  },

  textRoles: { vision: 'Vision', overallGoal: 'Overall goal', focusArea: 'Focus area', goal: 'Goal' },

  ...editorEn,
  ...structureEn,
  ...rescuesEn,
}
