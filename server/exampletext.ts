/** The start of the example programme, which its first paragraph says. Invented; nobody has decided on it. */
import type { NewParagraph, Words } from './newtext.ts'

const heading = (level: number, text: string): NewParagraph => ({ words: [text], level })
const body = (...words: Words[]): NewParagraph => ({ words })
const bullet = (...words: Words[]): NewParagraph => ({ words, list: 'bullet' })
const bold = (text: string): Words => ({ text, marks: { bold: {} } })
const italic = (text: string): Words => ({ text, marks: { italic: {} } })

export const exampleText: readonly NewParagraph[] = [
  body(
    italic('Exempeltext. '),
    'Det här utkastet är påhittat och visar hur ett gemensamt program kan se ut. Ingen kommun har beslutat om det.',
  ),

  heading(1, 'Varför ett gemensamt program'),
  body(
    'Åtta kommuner delar på Södertörn: Botkyrka, Haninge, Huddinge, Nykvarn, Nynäshamn, Salem, Södertälje och Tyresö. ',
    'Den som bor här arbetar ofta i en kommun, har barnen i skola i en annan och badar i en tredje. ',
    'Vägar, spår, grönområden och vatten följer inte kommungränserna, och det gör inte heller arbetsmarknaden.',
  ),
  body(
    'Var för sig är kommunerna för små för de frågor som avgörs av staten eller regionen. Tillsammans är de ',
    bold('mer än en halv miljon invånare'),
    '. Programmet säger vad vi vill uppnå till 2045 och vad vi gör för det under åren 2027–2030.',
  ),

  heading(1, 'Vision'),
  {
    words: ['Södertörn 2045 är en plats att växa på: nära till arbetet, nära till naturen och nära till varandra.'],
    role: 'vision',
  },
  body(
    'Visionen är inte en beskrivning av läget i dag utan en riktning. ',
    'Den ska gå att pröva: varje beslut som vi fattar tillsammans ska göra den lite mer sann.',
  ),

  heading(1, 'Övergripande mål'),
  {
    words: [
      'År 2045 har Södertörn lika god tillgång till arbete, utbildning och kommunikationer som länets norra halva.',
    ],
    role: 'overallGoal',
  },
  body(
    'I dag pendlar fler från Södertörn än till. Det kostar tid för den som reser, slitage på vägar och spår, ',
    'och det gör företagen färre än de kunde vara. Målet mäts med arbetsplatser per invånare, restid till ',
    'regionens kärnor och andelen unga som går vidare till högskola.',
  ),

  heading(1, 'Fokusområden'),
  { words: ['Infrastruktur som binder samman'], level: 2, role: 'focusArea' },
  body(
    'Resor tvärs över Södertörn tar i dag längre tid än resor in till Stockholm. ',
    'Vi arbetar för att det ska bli lika lätt att resa mellan kommunerna som mellan en kommun och staden.',
  ),
  {
    words: ['År 2045 kan den som bor på Södertörn nå någon av regionens kärnor här på högst 45 minuter utan bil.'],
    role: 'goal',
    goalId: 'mal-restid',
  },
  {
    words: ['År 2045 går hälften av alla godstransporter till och från hamnarna på järnväg.'],
    role: 'goal',
    goalId: 'mal-gods',
  },
  body('Under programperioden gör vi detta:'),
  bullet(
    'Vi tar fram ett gemensamt underlag om tvärförbindelser till ',
    italic('den regionala utvecklingsplanen'),
    '.',
  ),
  bullet('Vi samordnar våra översiktsplaner där en väg, ett spår eller ett cykelstråk går över en gräns.'),
  bullet('Vi talar med en röst när den nationella planen för transporter ses över.'),

  { words: ['Näringsliv och högskola'], level: 2, role: 'focusArea' },
  body(
    'På Södertörn finns högskola, sjukhus, forskning och en lång vana av att tillverka saker. ',
    'De behöver komma närmare varandra, och de unga behöver se vägen dit.',
  ),
  {
    words: ['År 2045 har Södertörn minst två arbetsplatser för tre invånare i arbetsför ålder.'],
    role: 'goal',
    goalId: 'mal-arbetsplatser',
  },
  {
    words: ['År 2045 börjar lika stor andel av våra unga på högskolan som i länet i stort.'],
    role: 'goal',
    goalId: 'mal-hogskola',
  },
  body('Under programperioden gör vi detta:'),
  bullet('Vi öppnar en gemensam väg in för företag som söker mark.'),
  bullet('Vi ger varje gymnasieelev ett möte med högskolan före sista året.'),

  { words: ['Klimat och det gröna'], level: 2, role: 'focusArea' },
  body(
    'Skogarna, sjöarna och skärgården är det som flest nämner när de får säga vad som är bäst med att bo här. ',
    'De binder också kol, svalkar städer och tar hand om skyfall.',
  ),
  {
    words: ['År 2045 lämnar Södertörn inga nettoutsläpp av växthusgaser efter sig.'],
    role: 'goal',
    goalId: 'mal-utslapp',
  },
  {
    words: ['År 2045 har var och en högst 300 meter till ett grönområde som hänger samman med andra.'],
    role: 'goal',
    goalId: 'mal-gront',
  },

  heading(1, 'Så arbetar vi'),
  body(
    'Samarbetskommittén leder arbetet och kommundirektörerna förbereder det. Varje år gör vi en verksamhetsplan ',
    'med en budget, där varje aktivitet pekar på ett mål i programmet. Det som inte pekar på ett mål gör vi inte tillsammans.',
  ),
  body(
    'Programmet gäller när alla åtta kommunstyrelser har godkänt samma text. Mer om samarbetet finns på ',
    { text: 'Södertörnssamverkans sidor', marks: { link: { href: 'https://www.sodertorn.example/' } } },
    '.',
  ),
]
