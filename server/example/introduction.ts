/** What the example says first: that it is one, why there is a programme, and how to read it. */
import type { NewParagraph } from '../newtext.ts'
import { body, bold, bullet, heading, italic, step, under } from './paragraphs.ts'

export const introduction: readonly NewParagraph[] = [
  body(
    italic('Exempeltext. '),
    'Det här utkastet är påhittat och visar hur ett gemensamt program kan se ut. Ingen kommun har ',
    'beslutat om det.',
  ),
  body(
    'Utkastet är skrivet så att det ska gå att arbeta i: ändra en mening, lägg till en punkt, flytta ett ',
    'stycke. Där det står ”påhittade siffror” finns ingen mätning bakom. De siffrorna visar hur ett mål ',
    'kan följas, och i ett riktigt program skulle de bytas mot granskade uppgifter innan texten fastställs.',
  ),

  heading(1, 'Varför ett gemensamt program'),
  body(
    'Åtta kommuner delar på Södertörn: Botkyrka, Haninge, Huddinge, Nykvarn, Nynäshamn, Salem, Södertälje ',
    'och Tyresö. Den som bor här arbetar ofta i en kommun, har barnen i skola i en annan och badar i en ',
    'tredje. Vägar, spår, grönområden och vatten följer inte kommungränserna, och det gör inte heller ',
    'arbetsmarknaden.',
  ),
  body(
    'Var för sig är kommunerna för små för de frågor som avgörs av staten eller regionen. Tillsammans är de ',
    bold('mer än en halv miljon invånare'),
    '. Programmet säger vad vi vill uppnå till 2045 och vad vi gör för det under åren 2027–2030.',
  ),
  body(
    'Kommunerna är olika. Här finns täta stadsdelar och glesa byar, stora industrier och ensamma ',
    'företagare, skärgård och storskog. Programmet försöker inte göra oss lika. Det samlar de frågor där ',
    'vi når längre tillsammans än var och en för sig, och lämnar resten åt varje kommun att avgöra.',
  ),

  heading(2, 'Vad vi vinner på att arbeta tillsammans'),
  body(
    'Det finns tre skäl att göra något gemensamt. Varje aktivitet som föreslås under programperioden ska ',
    'kunna luta sig mot minst ett av dem.',
  ),
  step(
    bold('Frågan går över gränsen.'),
    ' En väg, en bäck eller ett elnät slutar inte där kommunen slutar. Om bara den ena sidan planerar ',
    'blir resultatet halvt.',
  ),
  step(
    bold('Vi behöver höras.'),
    ' När staten eller regionen prioriterar mellan delar av länet väger åtta kommuner med samma underlag ',
    'tyngre än åtta olika brev.',
  ),
  step(
    bold('Vi har råd en gång men inte åtta.'),
    ' Vissa kunskaper behöver alla, men ingen så ofta att det är rimligt att hålla dem själv. Då är det ',
    'klokt att dela på kostnaden.',
  ),
  body(
    'Samverkan har också ett pris. Den tar tid från förtroendevalda och tjänstepersoner, och den som ska ',
    'vara överens med sju andra får vänta på dem. Därför är programmet kort om vad vi ska göra och ',
    'tydligt om vem som ansvarar. Hellre sex mål som alla minns än trettio som ingen hinner med.',
  ),

  heading(2, 'Vad programmet inte är'),
  body(
    'Programmet är ingen översiktsplan och ersätter ingen. Det pekar inte ut mark, och det binder inte ',
    'någon kommuns budget. Det tar inte över ansvar som lagen lägger på kommunen, regionen eller staten. ',
    'Det är en överenskommelse om riktning: det här vill vi uppnå, det här gör vi för det, och så här ser ',
    'vi om det går åt rätt håll.',
  ),
  body(
    'Programmet upprepar inte heller det som redan gäller. Lagar, nationella miljömål och den regionala ',
    'utvecklingsplanen finns kvar vid sidan av. Där programmet går längre än de gör står det i texten, så ',
    'att den som läser kan se vad som är vårt eget val.',
  ),

  heading(2, 'Hur utkastet kom till'),
  body(
    'Arbetet började med att varje kommun fick svara på tre frågor: Vad av det vi har gjort tillsammans ',
    'vill ni fortsätta med? Vad vill ni sluta med? Vad saknas? Svaren lades bredvid varandra, och det som ',
    'minst fem kommuner hade nämnt blev råmaterial till målen. Sekretariatet skrev ett första utkast, ',
    'nätverken prövade målen mot sin kunskap, och ledningsgruppen vägde samman.',
  ),
  body(
    'Det utkast du läser är alltså inte färdigt. Det ska ändras av de åtta kommunerna, i samma text och ',
    'samtidigt. Den som undrar varför en mening ser ut som den gör ska kunna följa den bakåt till den som ',
    'skrev den.',
  ),

  heading(1, 'Så läser du programmet'),
  body(
    'Programmet går från det som är långt borta till det som är nära. Först kommer visionen, som ska ',
    'hålla längst. Därefter det övergripande målet, tre fokusområden och sex långsiktiga mål. Sist står ',
    'hur vi arbetar, hur programmet beslutas och vad orden betyder.',
  ),
  body('Tre tider återkommer och betyder olika saker:'),
  bullet(bold('2045'), ' är horisontåret. Det är då visionen och målen ska vara uppnådda.'),
  bullet(
    bold('2027–2030'),
    ' är programperioden. Det är de år som våra åtaganden gäller, och den följer mandatperioden.',
  ),
  bullet(
    bold('Dagen då programmet börjar gälla'),
    ' är något tredje. Den bestäms av när den sista kommunstyrelsens beslut är justerat, och den står ',
    'därför inte i texten.',
  ),

  heading(2, 'Så är varje mål beskrivet'),
  body('Alla mål är beskrivna på samma sätt, så att de går att jämföra:'),
  step('Själva målet står i rubriken. Det är den meningen som kommunstyrelserna tar ställning till.'),
  step(italic('Varför'), ' säger vilket problem målet svarar på.'),
  step(italic('Så mäter vi'), ' säger hur vi vet om vi närmar oss.'),
  under(bullet('Måttet ska gå att ta fram varje år utan en särskild undersökning.')),
  under(
    bullet('Det ska gå att redovisa för varje kommun, även om målet är gemensamt. Målet för gods är ett undantag.'),
  ),
  step(italic('Det här gör vi 2027–2030'), ' säger vad kommunerna åtar sig under perioden.'),
  step(italic('Ansvar'), ' säger vilket nätverk som håller i arbetet.'),
  body(
    'Ett mål kan också ha ett kort namn, till exempel INF-1. Namnet följer ordningen i texten och kan ',
    'ändras om ett mål flyttas. Målet självt är detsamma, och det går att följa från det här programmet ',
    'till nästa.',
  ),

  heading(2, 'Ord som binder och ord som inte gör det'),
  body(
    'När det står att vi ',
    italic('gör'),
    ' något är det ett åtagande för alla åtta kommuner. När det står att vi ',
    italic('prövar'),
    ' något har vi lovat att undersöka saken och berätta vad vi kom fram till, men inte att genomföra ',
    'den. När det står att vi ',
    italic('verkar för'),
    ' något ligger beslutet hos någon annan, och vårt åtagande är att föra fram frågan.',
  ),
]
