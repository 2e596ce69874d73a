/** The example’s second focus area. */
import type { NewParagraph } from '../newtext.ts'
import { body, bold, bullet, focusArea, goal, step, under } from './paragraphs.ts'

export const business: readonly NewParagraph[] = [
  focusArea('Näringsliv och högskola'),
  body(
    'På Södertörn finns högskola, sjukhus, forskning och en lång vana av att tillverka saker. De behöver ',
    'komma närmare varandra, och de unga behöver se vägen dit.',
  ),
  body(
    'Kommuner skapar sällan arbetsplatser i andra verksamheter än sina egna. Men de avgör hur lång tid ',
    'ett bygglov tar, om det finns mark, om lärlingen hittar bostad och om företagaren får ett svar eller ',
    'blir skickad vidare. För den som driver företag är det ofta just de sakerna som skiljer en plats ',
    'från en annan.',
  ),

  goal('mal-arbetsplatser', 'År 2045 har Södertörn minst två arbetsplatser för tre invånare i arbetsför ålder.'),
  body(
    bold('Varför.'),
    ' När arbetsplatserna är få på hemmaplan reser många åt samma håll på samma tid. Trängseln blir dyr, ',
    'dagarna långa och orterna tomma mitt på dagen. Fler arbetsplatser här ger kortare resor, bättre ',
    'underlag för lunchställen och butiker, och en arbetsmarknad där två personer i samma hushåll kan ',
    'hitta arbete utan att en av dem måste köra bil en timme.',
  ),
  body(
    'Det är inte likgiltigt vilka arbetsplatser det blir. Vi vill ha en blandning: företag som säljer ',
    'till hela världen, företag som lagar cyklar, offentliga arbetsgivare som flyttar ut från ',
    'innerstaden, och verksamheter som kräver yta och låter lite. De sista får allt svårare att hitta ',
    'plats i ett växande län, och här kan vi erbjuda något som andra inte kan.',
  ),
  body(
    bold('Så mäter vi.'),
    ' Vi räknar arbetsplatser per invånare mellan 20 och 66 år. Talet redovisas för varje kommun, men ',
    'målet gäller Södertörn som helhet: alla kommuner behöver inte se likadana ut. I exemplet finns 52 ',
    'arbetsplatser för hundra invånare i arbetsför ålder (påhittade siffror), och målet motsvarar ungefär 67.',
  ),
  body(bold('Det här gör vi 2027–2030.'), ' Kommunerna åtar sig följande:'),
  bullet('Vi öppnar en gemensam väg in för företag som söker mark.'),
  under(step('Företaget beskriver sitt behov en gång, på en plats.')),
  under(step('Alla åtta kommuner ser frågan samma dag och svarar inom tio arbetsdagar.')),
  under(step('Den som inte har mark säger det. Ett snabbt nej är också service.')),
  bullet(
    'Vi håller en gemensam karta över mark för verksamheter: vad som är ledigt nu, vad som blir ledigt ',
    'och vad som är på väg att bli något annat.',
  ),
  bullet(
    'Vi slutar att bjuda över varandra. När ett företag flyttar inom Södertörn ska det bero på att ',
    'platsen passar, inte på att en kommun betalade.',
  ),
  bullet(
    'Vi jämför handläggningstider för de vanligaste tillstånden, och lär av den som är snabbast utan att ',
    'ha sänkt kraven.',
  ),
  bullet('Vi verkar för att statliga myndigheter förläggs till Södertörn när de flyttar eller bildas.'),
  body(
    'Vi tror att den gemensamma vägen in är det som företagen märker först. Den ska vara i drift senast ',
    'den 1 juli 2028 och prövas efter ett år. Fungerar den inte bättre än de åtta egna läggs den ned.',
  ),
  body(bold('Ansvar.'), ' Nätverket för näringslivschefer.'),

  goal('mal-hogskola', 'År 2045 börjar lika stor andel av våra unga på högskolan som i länet i stort.'),
  body(
    bold('Varför.'),
    ' Begåvning är jämnt fördelad, men vägen till högskolan är det inte. Den som växer upp utan att känna ',
    'någon som har studerat måste hitta mer på egen hand: vad man kan läsa, vad det leder till och vad ',
    'det kostar. Avståndet är sällan längre än en pendeltågsresa, och ändå är det många som aldrig gör den.',
  ),
  body(
    'Målet betyder inte att alla ska läsa på högskola. Yrkesutbildning är lika mycket värd, och flera av ',
    'våra största arbetsgivare söker just dem som kan ett yrke. Därför följer vi yrkeshögskolan och ',
    'lärlingsutbildningarna sida vid sida med högskolan. Det vi vill bort från är att valet görs av adressen.',
  ),
  body(
    bold('Så mäter vi.'),
    ' Vi använder tre mått. Det första är målet självt, och de andra två hjälper oss att förstå det:',
  ),
  step(
    'Andelen som har börjat på högskola senast det år de fyller 24, jämfört med länet. I exemplet skiljer ',
    'tio procentenheter (påhittad siffra).',
  ),
  step('Andelen som har börjat på yrkeshögskola eller har ett yrkesbevis vid samma ålder.'),
  step(
    'Andelen som varken studerar eller arbetar vid 20 års ålder. Om det talet stiger är det fel på något, ',
    'även om det första går åt rätt håll.',
  ),
  body(
    'Alla tre redovisas för flickor och pojkar var för sig. Grupper som är så små att någon kan kännas ',
    'igen redovisas inte.',
  ),
  body(bold('Det här gör vi 2027–2030.'), ' Kommunerna åtar sig följande:'),
  bullet(
    'Vi ger varje gymnasieelev ett möte med högskolan före sista året. Mötet ska vara på riktigt: en dag ',
    'på plats, med någon som läser det eleven är nyfiken på.',
  ),
  bullet('Vi utbildar studievägledare tillsammans, så att rådet inte beror på vilken skola man går i.'),
  bullet('Vi öppnar lokaler för studier på kvällar och helger i varje kommun, gärna på biblioteket.'),
  under(bullet('Det ska vara tyst, ljust och gratis.')),
  under(bullet('Det ska gå att ta sig dit utan bil.')),
  bullet(
    'Vi skapar platser för praktik och examensarbeten i de egna förvaltningarna, och annonserar dem på ',
    'ett ställe.',
  ),
  bullet(
    'Vi prövar en gemensam yrkeshögskoleutbildning inom ett bristyrke där ingen kommun ensam har underlag ',
    'för en klass.',
  ),
  body(
    'Arbetet med praktikplatser kostar mest handledning. Varje kommun räknar därför ut hur många platser ',
    'den klarar att ta väl hand om, och lovar hellre för få än för många. Tillsammans siktar vi på ',
    'trehundra platser om året från 2029 (påhittad siffra).',
  ),
  body(
    bold('Ansvar.'),
    ' Nätverket för yrkeshögskola och vuxenutbildning, som bjuder in högskolan till sina möten. Frågor om ',
    'företagens behov tas gemensamt med nätverket för näringslivschefer.',
  ),
]
