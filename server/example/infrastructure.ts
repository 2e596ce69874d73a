/** The example’s first focus area, which opens the chapter of all three. */
import type { NewBlock } from '../newtext.ts'
import { body, bold, bullet, focusArea, goal, heading, italic, note, step, under } from './paragraphs.ts'

export const infrastructure: readonly NewBlock[] = [
  heading(1, 'Fokusområden'),
  body(
    'De tre fokusområdena är valda för att de kräver att vi gör något tillsammans. Viktiga frågor som ',
    'varje kommun klarar själv, till exempel äldreomsorg och förskola, finns inte med. Det betyder inte ',
    'att de är mindre viktiga.',
  ),

  focusArea('Infrastruktur som binder samman'),
  body(
    'Resor tvärs över Södertörn tar ofta längre tid än resor in till Stockholm. Vi arbetar för att det ',
    'ska bli lika lätt att resa mellan kommunerna som mellan en kommun och staden.',
  ),
  body(
    'Vägar och spår byggs sällan av kommunerna själva. Staten svarar för järnvägen och de stora vägarna, ',
    'och regionen för kollektivtrafiken. Det vi råder över är var vi bygger bostäder och arbetsplatser, ',
    'hur vi formar gator och stationslägen, och vad vi säger när andra bestämmer. De tre tillsammans är ',
    'mer än det låter: en ny linje går dit där det finns människor som vill resa.',
  ),

  goal(
    'mal-restid',
    'År 2045 kan den som bor på Södertörn nå någon av regionens kärnor här på högst 45 minuter utan bil.',
  ),
  body(
    bold('Varför.'),
    ' Den som inte har bil väljer arbete, skola och läkare efter var bussen går. En resa som kräver två ',
    'byten och en kvarts väntan blir en resa som inte görs. Det drabbar unga, äldre och den som arbetar ',
    'på tider när trafiken är gles. Det drabbar också företagen, som inte hittar folk trots att folk ',
    'finns på två mils avstånd.',
  ),
  body(
    'Fyrtiofem minuter är valt för att det ryms i vardagen. Det är tiden från dörr till dörr, med gång, ',
    'väntan och byten, och inte bara tiden i fordonet. Målet gäller vardagar mellan klockan fem och ',
    'midnatt, så att även den som slutar ett kvällspass är med.',
  ),
  body(
    bold('Så mäter vi.'),
    ' Vi räknar hur stor andel av invånarna som når en regional kärna',
    note('Regionala kärnor är de platser som den regionala utvecklingsplanen pekar ut för arbete, handel och vård.'),
    ' på Södertörn inom 45 minuter med kollektivtrafik, cykel eller till fots.',
  ),
  body(bold('Det här gör vi 2027–2030.'), ' Kommunerna åtar sig följande:'),
  bullet(
    'Vi tar fram ett gemensamt underlag om tvärförbindelser till ',
    italic('den regionala utvecklingsplanen'),
    '.',
  ),
  under(bullet('Underlaget visar vilka resor som saknar en rimlig förbindelse i dag.')),
  under(
    bullet('Det visar också vad en ny förbindelse skulle betyda för bostäder och arbetsplatser vid hållplatserna.'),
  ),
  bullet('Vi samordnar våra översiktsplaner där en väg, ett spår eller ett cykelstråk går över en gräns.'),
  bullet(
    'Vi bygger ihop cykelvägarna. Varje kommun väljer före utgången av 2027 den lucka vid kommungränsen ',
    'som gör mest nytta att laga, och lagar den före 2030.',
  ),
  bullet('Vi lägger nya bostäder nära hållplatser. Där det inte går säger vi i planen hur de som flyttar in ska resa.'),
  bullet('Vi verkar för att bytespunkterna får tak, ljus och sällskap: fler dörrar ut mot platsen och färre baksidor.'),
  body(
    bold('Ansvar.'),
    ' Nätverket för planeringschefer håller i arbetet. Det rapporterar till ledningsgruppen två gånger om ',
    'året och redovisar vilka luckor som är lagade.',
  ),

  heading(4, 'Så räknas restiden'),
  body(
    'Restiden räknas för en vanlig tisdag i oktober, från varje ruta i befolkningsstatistiken där någon bor.',
    note('En ruta är 250 meter i tätort och en kilometer på landsbygden.'),
    ' För varje ruta räknas tre resor: en som är framme klockan åtta, en som är framme klockan tolv ',
    'och en som börjar klockan tjugotvå. Den längsta av de tre tiderna gäller, för det är den som avgör ',
    'om den som bor där kan lita på resan. I exemplet når sex av tio invånare en kärna i tid, och åtta av ',
    'tio om kvällen inte räknas (påhittade siffror).',
  ),

  goal('mal-gods', 'År 2045 går hälften av alla godstransporter till och från hamnarna på järnväg.'),
  body(
    bold('Varför.'),
    ' På Södertörn möter sjöfarten land. Det ger arbete och gör länet mindre sårbart, men det som kommer ',
    'i land ska också vidare. När det sker på lastbil genom tätorter betalar de som bor vid vägen med ',
    'buller, sämre luft och otrygga korsningar. Järnväg tar mindre plats, släpper ut mindre och sliter ',
    'inte på gatorna.',
  ),
  body(
    'Målet handlar om andelen, inte om mängden. Hamnarna får gärna växa. Men tillväxten ska i första hand ',
    'gå på spår, och då måste det finnas plats på spåren, platser att lasta om på och ett pris som gör ',
    'att åkare och rederier väljer dem.',
  ),
  body(
    bold('Så mäter vi.'),
    ' Vi räknar andelen av godset, i ton, som lämnar eller når hamnarna på järnväg. Uppgifterna kommer ',
    'från hamnarna själva. Det är det enda målet som inte redovisas för varje kommun, eftersom godset ',
    'bara passerar. I exemplet är andelen en femtedel (påhittad siffra).',
  ),
  body(
    bold('Det här gör vi 2027–2030.'),
    ' Arbetet sker i fyra steg, och inget av dem förutsätter att nästa är beslutat:',
  ),
  step(
    'Vi kartlägger vart godset ska. Hamnar, speditörer och de största varuägarna får frågan i samma form, ',
    'och svaren redovisas så att inget enskilt företag kan kännas igen.',
  ),
  step('Vi pekar ut mark för omlastning i översiktsplanerna.'),
  under(bullet('Marken ska nås från järnvägen utan att godset passerar genom ett bostadsområde.')),
  under(bullet('Den ska räcka till 2045 och inte bara till nästa utbyggnad.')),
  under(bullet('Den som redan använder marken ska få besked i god tid.')),
  step(
    'Vi talar med en röst när den nationella planen för transporter ses över. Ledningsgruppen föreslår ',
    'högst tre åtgärder, i ordning, och alla åtta kommuner står bakom samma ordning.',
  ),
  step('Vi prövar gemensamma regler för tung trafik i tätorter: vilka gator, vilka tider och vilka fordon.'),
  body(
    'Stegen är beroende av vad staten gör. Om den nationella planen inte innehåller den kapacitet som ',
    'behövs tar samarbetskommittén ställning till om målet ska ändras. Det görs i så fall öppet, som en ',
    'ändring av programmet, och inte genom att målet glöms bort.',
  ),
  body(
    bold('Ansvar.'),
    ' Nätverket för planeringschefer, tillsammans med nätverket för näringslivschefer i frågor som rör företagen.',
  ),
]
