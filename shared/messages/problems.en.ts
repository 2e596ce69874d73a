/** The problems in English; what each text must hold is said in `problems.sv.ts`. */
import type { ProblemCode } from '../problem.ts'
import type { ProblemText } from './problems.sv.ts'

const onThisComputer = 'Anything you have written is still on this computer.'
const nothingChanged = 'Nothing has been changed.'
const setAside = 'Your words have been set aside on this computer.'
const putBack = 'Put them back into the text once it has loaded again.'
const byItself = 'The program tries again by itself.'

export const problemsEn: Record<ProblemCode, ProblemText> = {
  'not-signed-in': {
    happened: 'You are not signed in.',
    kept: onThisComputer,
    act: 'Sign in and carry on where you were.',
  },
  'wrong-credentials': {
    happened: 'The e-mail address or the password is not right.',
    kept: '',
    act: 'Check both and try again.',
  },
  'role-expired': {
    happened: 'You hold no role today.',
    kept: onThisComputer,
    act: 'Contact the secretariat if that is a mistake.',
  },
  'schema-too-old': {
    happened: 'The program has been updated since you opened the page.',
    kept: onThisComputer,
    act: 'Load the page again, and it goes into the text.',
  },
  'origin-refused': {
    happened: 'The request came from another website and was stopped.',
    kept: nothingChanged,
    act: 'Open Samskriv at its usual address and try from there.',
  },
  'not-your-role': {
    happened: 'Your role does not let you do this.',
    kept: onThisComputer,
    act: 'Contact the secretariat if you need to do it.',
  },
  'not-your-municipality': { happened: 'This does not concern your municipality.', kept: nothingChanged, act: '' },
  'not-your-own': { happened: 'Only the person who wrote this may change it.', kept: nothingChanged, act: '' },
  'no-municipality': {
    happened: 'You speak for no municipality, so you cannot write what only one municipality sees.',
    kept: nothingChanged,
    act: 'Write so that everyone sees it.',
  },
  'same-person': {
    happened: 'The person who registered the decision cannot also confirm it.',
    kept: nothingChanged,
    act: 'Ask another person in the municipality to confirm it.',
  },
  'last-secretariat': {
    happened: 'Then nobody would be left in the secretariat.',
    kept: nothingChanged,
    act: 'Give the role to somebody else first.',
  },
  'text-stopped': {
    happened: 'Editing is closed. The text can be read but not changed.',
    kept: 'What you had time to write is set aside for you on this computer.',
    act: 'Wait until the secretariat opens the text, or write a comment.',
  },
  'text-sealed': {
    happened: 'The text is final and changes no more.',
    kept: 'What you had time to write is set aside for you on this computer.',
    act: 'Write a comment, or put the words into the next text.',
  },
  'text-quarantined': {
    happened: 'The text is closed while it is being checked.',
    kept: onThisComputer,
    act: 'Please wait. The secretariat will open it again.',
  },
  'malformed-update': {
    happened: 'A change could not be read and did not go into the text.',
    kept: setAside,
    act: putBack,
  },
  'form-broken': { happened: 'A change did not fit into the text and was left out.', kept: setAside, act: putBack },
  'foreign-client-id': {
    happened: "A change carried another person's mark and did not go into the text.",
    kept: setAside,
    act: putBack,
  },
  'too-big': { happened: 'That was too much at once.', kept: onThisComputer, act: 'Paste it in smaller pieces.' },
  'too-fast': {
    happened: 'Too much came in a short time.',
    kept: onThisComputer,
    act: `Wait a minute. ${byItself}`,
  },
  'too-slow': { happened: 'The connection could not keep up.', kept: onThisComputer, act: byItself },
  'too-many-attempts': {
    happened: 'The wrong password has been given too many times.',
    kept: '',
    act: 'Wait ten minutes and try again.',
  },
  'bad-request': {
    happened: 'Something is missing or filled in wrongly.',
    kept: nothingChanged,
    act: 'Correct what is marked and try again.',
  },
  'not-an-image': {
    happened: 'The file is no image that can be shown here.',
    kept: 'The text is as it was.',
    act: 'Choose an image as PNG, JPEG or SVG. If other programs cannot open it either, the file is broken.',
  },
  'file-too-big': {
    happened: 'The file is too big.',
    kept: 'The text is as it was.',
    act: 'An image may be 10 MB and 50 million pixels at most. Save it in a smaller size and choose it again.',
  },
  'not-found': {
    happened: 'What you are looking for does not exist.',
    kept: '',
    act: 'Go to the start page and look from there.',
  },
  'changed-meanwhile': {
    happened: 'Somebody else changed the same thing before you.',
    kept: nothingChanged,
    act: 'See how it looks now and try again.',
  },
  'lost-on-the-way': {
    happened: 'Contact broke before the words were saved, while somebody moved or deleted the paragraph they stood in.',
    kept: setAside,
    act: 'Put them back where they belong, unless they already stand in the text.',
  },
  'already-exists': {
    happened: 'It exists already.',
    kept: nothingChanged,
    act: 'Choose another name, or use the one there is.',
  },
  'storage-failing': {
    happened: 'Nothing can be saved just now.',
    kept: `Everything that was saved is still there. ${onThisComputer}`,
    act: 'You can read. Do not write until this has been mended; whoever runs the program needs to know.',
  },
  restarting: { happened: 'The program is starting again.', kept: onThisComputer, act: `Wait a little. ${byItself}` },
  internal: {
    happened: 'Something went wrong with us.',
    kept: onThisComputer,
    act: 'Try again in a while. Tell whoever runs the program if it happens again.',
  },
}
