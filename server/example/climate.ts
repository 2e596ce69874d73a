/** The example’s third focus area. */
import type { NewParagraph } from '../newtext.ts'
import { body, bold, bullet, focusArea, goal, link, step, under } from './paragraphs.ts'

export const climate: readonly NewParagraph[] = [
  focusArea('Klimat och gröna miljöer'),
  body(
    'Skogarna, sjöarna och skärgården är en stor del av svaret på frågan varför man bor här. De binder ',
    'också kol, svalkar städer och tar hand om skyfall.',
  ),
  body(
    'Fokusområdet har två sidor. Den ena är att sluta bidra till klimatförändringen. Den andra är att ',
    'leva med de förändringar som redan är på väg. De hör ihop: samma träd som lagrar kol ger skugga åt ',
    'en skolgård, och samma våtmark som håller kvar vatten i april minskar risken för torka i juli.',
  ),

  goal('mal-utslapp', 'År 2045 lämnar Södertörn inga nettoutsläpp av växthusgaser efter sig.'),
  body(
    bold('Varför.'),
    ' Sverige har som mål att inte ha några nettoutsläpp senast 2045. Det kan inte nås utan kommunerna, ',
    'för det är här människor värmer sina hus, reser till arbetet och kastar sina sopor. Den som ställer ',
    'om tidigt får dessutom lägre kostnader längre fram, och slipper göra allting på en gång när det blir ',
    'bråttom.',
  ),
  body(
    'Utsläppen i ett område beror på mycket som kommunerna inte råder över: bränslepriser, skatter och ',
    'vilka fordon som säljs. Därför skiljer vi på tre ringar:',
  ),
  bullet(
    bold('Det egna.'),
    ' Kommunernas lokaler, fordon, maskiner och inköp. Här bestämmer vi själva, och här finns ingen ursäkt.',
  ),
  bullet(bold('Det vi påverkar.'), ' Hur det byggs, vilka resor som är lätta att göra och hur avfallet tas om hand.'),
  bullet(bold('Det vi verkar för.'), ' Elnät, nationella regler och beslut hos andra.'),
  body(
    bold('Så mäter vi.'),
    ' Vi använder den nationella statistiken över utsläpp i varje kommun, som kommer med ett par års ',
    'fördröjning. För den inre ringen räknar vi själva, varje år, med samma metod i alla åtta kommuner. I ',
    'exemplet svarar den inre ringen för fyra procent av alla utsläpp (påhittad siffra). Det är lite, men ',
    'det är där vi visar att det går.',
  ),
  body(bold('Det här gör vi 2027–2030.'), ' Kommunerna åtar sig följande:'),
  step(
    'Vi räknar på samma sätt. Före utgången av 2027 har alla kommuner en utsläppsbudget för den egna ',
    'verksamheten, uppställd efter en gemensam mall.',
  ),
  step('Vi köper på samma sätt. Vi tar fram gemensamma krav för de fyra inköp som betyder mest:'),
  under(bullet('byggande och rivning')),
  under(bullet('mat')),
  under(bullet('fordon och arbetsmaskiner')),
  under(bullet('transporter som andra utför åt oss')),
  step(
    'Vi bygger på samma sätt. Före 2030 har varje kommun byggt minst ett hus i trä eller återbrukat ',
    'material och berättat öppet vad det kostade.',
  ),
  step(
    'Vi planerar för el. Kommunerna redovisar tillsammans var och när det behövs ny effekt, så att den ',
    'som äger elnätet slipper pussla ihop åtta kartor.',
  ),
  step('Vi prövar om ett gemensamt lager för återbrukat byggmaterial kan bära sina kostnader.'),
  body(
    'Vi räknar inte köp av utsläppsrätter eller trädplantering i andra länder. Det som lagras i mark och ',
    'skog på Södertörn redovisas för sig, så att det aldrig kan användas för att dölja ett utsläpp.',
  ),
  body(
    bold('Ansvar.'),
    ' Nätverket för klimatstrateger. Gemensamma krav vid inköp tas fram med kommunernas upphandlare.',
  ),

  goal('mal-gront', 'År 2045 har var och en högst 300 meter till ett grönområde som hänger samman med andra.'),
  body(
    bold('Varför.'),
    ' Den som har nära till grönska har lättare att röra på sig, vila och träffa andra. För barn är det ',
    'skillnaden mellan en skog man får gå till själv och en man blir skjutsad till. Djur och växter ',
    'behöver dessutom att grönområdena hänger ihop. En park omgiven av asfalt är en ö, och på en ö klarar ',
    'sig färre arter.',
  ),
  body(
    'Därför har målet två delar. Trehundra meter är så nära att man går dit utan att ha planerat det. Att ',
    'området hänger samman med andra betyder att det går att ta sig vidare, för en igelkott och för en ',
    'människa med barnvagn.',
  ),
  body(
    'Storleken spelar också roll. En rabatt räcker inte. Vi räknar ett grönområde som är minst en halv ',
    'hektar, som är öppet för alla och där man kan stanna en stund.',
  ),
  body(
    bold('Så mäter vi.'),
    ' Vi räknar andelen invånare som har högst 300 meters gångväg till ett sådant område, längs gator och ',
    'stigar som går att använda året om. Vi räknar också hur många samband mellan områdena som har ',
    'stärkts och hur många som har brutits. I exemplet har sju av tio invånare så nära, men bara hälften ',
    'om området ska hänga samman med andra (påhittade siffror).',
  ),
  body(bold('Det här gör vi 2027–2030.'), ' Kommunerna åtar sig följande:'),
  bullet('Vi tar fram en gemensam karta över gröna samband tvärs över kommungränserna.'),
  under(bullet('Kartan visar var sambanden är starka, svaga och brutna.')),
  under(
    bullet(
      'Den beslutas inte som en plan, men varje kommun redovisar hur den har använts när en detaljplan ',
      'berör ett samband.',
    ),
  ),
  bullet(
    'Vi lagar tre brutna samband som går över en gräns. Nätverket föreslår vilka, och de berörda ',
    'kommunerna delar kostnaden efter vad var och en äger.',
  ),
  bullet('Vi planterar träd där det är varmast. Skolgårdar och vägen till hållplatsen går före.'),
  bullet(
    'Vi skyltar leder lika i hela området, så att den som går från en kommun till nästa inte går vilse ',
    'vid gränsen.',
  ),
  bullet(
    'Vi låter vattnet ta plats. När en gata ändå byggs om prövar vi alltid om regnet kan tas om hand i en ',
    'plantering.',
  ),
  body(
    'När ett grönområde måste tas i anspråk ersätts det. Ersättningen ska vara minst lika stor, ligga ',
    'lika nära dem som förlorar sitt och vara på plats innan det gamla försvinner. Går det inte att ',
    'uppfylla alla tre kraven ska det stå i beslutet vilket som brister.',
  ),
  body(
    bold('Ansvar.'),
    ' Nätverket för klimatstrateger, tillsammans med nätverket för planeringschefer när en detaljplan ',
    'berörs. Mer om leder och gröna samband finns på ',
    link('sidan om natur och friluftsliv', 'https://www.sodertorn.example/natur'),
    '.',
  ),
]
