/** How the example says a programme is decided and changed. */
import type { NewParagraph } from '../newtext.ts'
import { body, bold, bullet, heading, italic, step, under } from './paragraphs.ts'

export const deciding: readonly NewParagraph[] = [
  heading(1, 'Så beslutas och ändras programmet'),
  body(
    'Åtta kommunstyrelser ska ha sagt ja till ',
    italic('samma'),
    ' text. Det låter enkelt, men det är här gemensamma program oftast går fel: en bilaga är en äldre ',
    'version, en mening har ändrats på vägen, eller så vet ingen säkert vilken dag programmet började ',
    'gälla. Därför är ordningen noga beskriven.',
  ),

  heading(2, 'Från utkast till beslut'),
  step(
    bold('Utkast.'),
    ' Ordförande, kommundirektörer och sekretariat skriver i samma text. Handläggarna kommenterar och ',
    'föreslår ändringar.',
  ),
  step(
    bold('Inspel.'),
    ' Varje kommun lämnar sitt inspel eller meddelar att den inte har något att erinra. Inspelet lämnas ',
    'av kommunens ordförande eller kommundirektör.',
  ),
  step(
    bold('Bemötande.'),
    ' Sekretariatet svarar på varje punkt: tillgodosett, delvis tillgodosett, ej tillgodosett eller ',
    'noterat, och varför. Kommunen kan svara att punkten kvarstår. Alla punkter och svar samlas i en ',
    'inspelsredogörelse.',
  ),
  step(bold('Redaktionsstopp.'), ' Texten stängs för ändringar medan den läses en sista gång.'),
  step(
    bold('Fastställd version.'),
    ' Texten låses och skickas till kommunerna. Den ändras aldrig mer. Ett fingeravtryck i handlingen gör ',
    'att vem som helst kan kontrollera att det är just den texten.',
  ),
  step(bold('Beslut.'), ' Varje kommun skriver sin egen tjänsteskrivelse, och varje kommunstyrelse beslutar för sig.'),
  under(bullet('Beslut i ett utskott räcker inte.')),
  under(
    bullet(
      'Beslutet räknas när protokollet är justerat och det är klart att kommunstyrelsen hade rätt version ',
      'framför sig.',
    ),
  ),

  heading(2, 'När programmet gäller'),
  body(
    'Programmet är gemensamt gällande när alla åtta kommunstyrelser har godkänt samma version. Dagen är ',
    'den då det sista av de åtta besluten justerades. Innan dess säger vi hur många som har godkänt och ',
    'att programmet inte gäller. Båda sakerna sägs samtidigt, för båda är sanna.',
  ),
  body(
    'När programmet börjar gälla ersätter det det tidigare programmet. Har det tidigare programmets ',
    'period redan gått ut säger vi att perioden har löpt ut och att programmet ännu inte är ersatt. Vi ',
    'låtsas inte att ett gammalt program gäller längre än det gör.',
  ),

  heading(2, 'Om en kommun vill något annat'),
  body('En kommunstyrelse kan återremittera ärendet. Då finns det tre vägar tillbaka:'),
  bullet(
    bold('Förtydligande.'),
    ' Frågan får ett svar, men texten ändras inte. De andra kommunernas beslut står kvar, och den kommun ',
    'som frågade beslutar igen.',
  ),
  bullet(
    bold('Ny lydelse.'),
    ' Texten ändras. Då finns en ny version, och alla åtta kommuner behöver besluta om den. De tidigare ',
    'besluten finns kvar i protokollen men räknas inte för den nya texten.',
  ),
  bullet(
    bold('Redaktionell rättelse.'),
    ' Ett stavfel eller en trasig hänvisning rättas. Det får inte röra ett mål eller en siffra, och ',
    'beslutet följer bara med för de kommunstyrelser som har medgett det i sitt beslut.',
  ),
  body(
    'En kommun kan också godkänna programmet och samtidigt ge sin egen förvaltning ett uppdrag. Det ',
    'påverkar inte texten och räknas som ett godkännande. Om en kommunstyrelse däremot godkänner med en ',
    'annan lydelse är det inte samma text, och då räknas beslutet inte.',
  ),

  heading(2, 'Ändringar under perioden'),
  body(
    'Programmet ses över i början av varje mandatperiod, det vill säga vart fjärde år. Däremellan ändras ',
    'det bara om något har hänt som gör ett mål omöjligt eller meningslöst. En sådan ändring går samma ',
    'väg som programmet självt, med inspel, ny version och åtta beslut. Kommittén kan alltså inte justera ',
    'programmet på egen hand.',
  ),
  body(
    'Vid varje översyn prövas alla mål. Ett mål kan fortsätta oförändrat, skrivas om, delas, slås samman ',
    'med ett annat eller tas bort. Vilket det blev, och varför, ska stå i det nya programmet.',
  ),
]
