/** How the example says the eight work together: who, when, with what money, and how it is followed up. */
import type { NewBlock, NewFigure } from '../newtext.ts'
import { body, bold, bullet, heading, link, note, quote, step, table, under } from './paragraphs.ts'

/** `wheel`: the year as a picture. */
export const working = (wheel: NewFigure): readonly NewBlock[] => [
  heading(1, 'Så arbetar vi'),
  body(
    'Samarbetskommittén leder arbetet och kommundirektörerna förbereder det. Varje år gör vi en ',
    'verksamhetsplan med en budget, där varje aktivitet pekar på ett mål i programmet. Det som inte pekar ',
    'på ett mål gör vi inte tillsammans.',
  ),

  heading(2, 'Vem som gör vad'),

  heading(3, 'Samarbetskommittén'),
  body(
    'I Södertörns samarbetskommitté sitter kommunstyrelsernas åtta ordförande. Ordförandeskapet i ',
    'kommittén går runt mellan kommunerna och byts varje år. Kommittén godkänner verksamhetsplanen, ',
    'följer målen och för kommunernas talan i frågor där vi är överens.',
  ),
  body(
    'Kommittén fattar inte beslut åt kommunerna. Den kan föreslå, men programmet gäller först när varje ',
    'kommunstyrelse har sagt ja. När kommittén inte är enig säger den det, och då talar varje kommun för sig.',
  ),

  heading(3, 'Ledningsgruppen'),
  body(
    'De åtta kommundirektörerna är ledningsgrupp. De bereder kommitténs ärenden, ser till att varje ',
    'kommun har tid och folk för det den har lovat, och löser det som nätverken inte kan lösa själva. ',
    'Ledningsgruppen träffas sex gånger om året.',
  ),

  heading(3, 'Nätverken'),
  body('I nätverken möts de som har samma uppgift i olika kommuner. Fyra av dem har ansvar för mål i programmet:'),
  bullet('planeringschefer'),
  bullet('näringslivschefer'),
  bullet('yrkeshögskola och vuxenutbildning'),
  bullet('klimatstrateger'),
  body(
    'Varje nätverk har en sammankallande, som byts vartannat år, och en kontaktperson i ledningsgruppen. ',
    'Nätverket får själv bestämma hur det arbetar, men tre saker är gemensamma. Det för korta ',
    'anteckningar som alla kommuner kan läsa. Det lämnar underlag till uppföljningen i tid. Och det säger ',
    'till i god tid när ett åtagande inte går att hålla.',
  ),

  heading(3, 'Sekretariatet'),
  body(
    'Sekretariatet är litet och ska förbli det. Det håller ihop texten, kallar till möten, tar emot ',
    'inspel och svarar på dem, och tar fram uppföljningen. Sekretariatet har ingen egen uppfattning om ',
    'vad kommunerna bör tycka, men ska säga ifrån när två beslut inte går ihop.',
  ),

  heading(2, 'Året'),
  body('Arbetet följer en rytm som är densamma varje år, så att kommunerna kan planera sina egna beslut efter den:'),
  wheel,
  step(
    bold('Januari till mars: uppföljning.'),
    ' Nätverken lämnar sina tal och kommentarer. Sekretariatet ställer samman dem.',
  ),
  step(
    bold('April: samtal om läget.'),
    ' Kommittén och ledningsgruppen möts en hel dag och går igenom alla sex mål. Inget beslutas, men det ',
    'skrivs ned vad som behöver ändras.',
  ),
  step(bold('Maj och juni: förslag till verksamhetsplan.'), ' Nätverken föreslår aktiviteter för nästa år.'),
  under(bullet('Varje aktivitet pekar på minst ett mål.')),
  under(bullet('Varje aktivitet har en kostnad, en ansvarig kommun och en dag då den är klar.')),
  under(bullet('Det står också vad som händer om den inte blir av.')),
  step(
    bold('September: budget.'),
    ' Ledningsgruppen väger förslagen mot pengarna, och kommittén godkänner plan och budget.',
  ),
  step(
    bold('Oktober till december: förberedelser.'),
    ' Kommunerna för in sina delar i den egna budgeten och i förvaltningarnas planer.',
  ),

  heading(2, 'Pengarna'),
  body(
    'Arbetet betalas av de åtta kommunerna. En del av kostnaden är lika stor för alla, och resten ',
    'fördelas efter antalet invånare. I exemplet är fördelningen tjugo procent lika och åttio procent ',
    'efter invånare, och hela budgeten sex miljoner kronor om året.',
    note('Alla belopp är påhittade. Antalet invånare är det som gällde den 1 november året före.'),
    ' Så används pengarna:',
  ),
  table(
    ['Post', 'Tusen kronor per år', 'Vem beslutar'],
    ['Sekretariatet', '2 400', 'ledningsgruppen'],
    ['Uppföljning och underlag', '1 100', 'ledningsgruppen'],
    ['Nätverkens aktiviteter', '2 000', 'samarbetskommittén'],
    ['Öppna möten', '200', 'samarbetskommittén'],
    ['Oförutsett', '300', 'ledningsgruppen'],
  ),
  body(
    'Större satsningar betalas av dem som är med i dem. Det ska framgå redan i förslaget vilka kommuner ',
    'som deltar, vad var och en betalar och vem som äger resultatet. En kommun som väljer att stå utanför ',
    'en satsning får ändå ta del av det som kommer fram.',
  ),
  body(
    'Pengar som inte har använts när året är slut går tillbaka till kommunerna, om inte kommittén har ',
    'beslutat att de ska föras över till samma aktivitet nästa år.',
  ),

  heading(2, 'Uppföljning'),
  body(
    'Uppföljningen ska vara så kort att den blir läst. Den är på högst tio sidor och har samma upplägg ',
    'varje år: ett uppslag om det övergripande målet, en sida för varje mål och en sida om det som inte blev av.',
  ),
  body('För varje mål används ett av fyra omdömen:'),
  bullet(bold('På väg.'), ' Talet rör sig åt rätt håll i den takt som behövs.'),
  bullet(bold('För långsamt.'), ' Talet rör sig åt rätt håll, men målet nås inte i tid.'),
  bullet(bold('Står still.'), ' Talet har inte ändrats på två år.'),
  bullet(bold('Åt fel håll.'), ' Talet är sämre än när perioden började.'),
  body(
    'Omdömet sätts av det nätverk som ansvarar, och sekretariatet granskar att det är satt på samma sätt ',
    'för alla mål. Om ett mål får omdömet ”står still” eller ”åt fel håll” två år i rad tar kommittén ',
    'ställning till vad som ska göras. Den får välja att inte göra något, men då ska skälet stå i protokollet.',
  ),
  body(
    'Vid periodens slut görs en större genomgång, som också frågar om målen var de rätta. Den genomgången ',
    'är det första underlaget till nästa program.',
  ),

  heading(2, 'Invånarnas röst'),
  body(
    'Programmet är skrivet av kommuner men handlar om dem som bor här. Under perioden håller vi därför ',
    'ett öppet möte om året, på olika orter, om ett av målen åt gången. Unga under arton år bjuds in ',
    'särskilt, eftersom det är de som ska leva längst med resultatet.',
  ),
  quote(
    body('Jag bor i en kommun, går i skolan i en annan och tränar i en tredje. För mig är det redan en plats.'),
    body('Elev, sexton år, vid ett öppet möte (påhittat)'),
  ),
  body(
    'Alla handlingar som hör till samarbetet finns samlade på ',
    link('sidan med handlingar', 'https://www.sodertorn.example/handlingar'),
    '. Texten ska gå att läsa med skärmläsare, i mobilen och på papper.',
  ),
]
