/** The example’s words explained, and what happens next. */
import type { NewParagraph } from '../newtext.ts'
import { body, bold, bullet, heading, link, step } from './paragraphs.ts'

export const closing: readonly NewParagraph[] = [
  heading(1, 'Orden i programmet'),
  bullet(bold('Bemötande:'), ' svaret på en punkt i ett inspel, med skäl.'),
  bullet(bold('Fastställd version:'), ' den exakta text som skickas till kommunstyrelserna och som aldrig ändras.'),
  bullet(bold('Fokusområde:'), ' ett ämne som samlar två eller flera mål.'),
  bullet(bold('Horisontår:'), ' det år då målen ska vara uppnådda, i det här programmet 2045.'),
  bullet(bold('Inspel:'), ' det som en kommun officiellt tycker om utkastet.'),
  bullet(bold('Justerat:'), ' protokollet är kontrollerat och underskrivet. Först då går beslutet att räkna med.'),
  bullet(bold('Kommunstyrelsen:'), ' den församling i varje kommun som beslutar om programmet.'),
  bullet(bold('Nettoutsläpp:'), ' utsläppen minus det som tas upp och lagras.'),
  bullet(bold('Nätverk:'), ' de som har samma uppgift i de åtta kommunerna och som ansvarar för ett eller flera mål.'),
  bullet(bold('Programperiod:'), ' de fyra år som åtagandena gäller, i det här programmet 2027–2030.'),
  bullet(
    bold('Regional kärna:'),
    ' en ort som samlar arbetsplatser, utbildning, handel och vård för fler än dem som bor där.',
  ),
  bullet(
    bold('Tjänsteskrivelse:'),
    ' den handling där förvaltningen i en kommun föreslår vad kommunstyrelsen ska besluta.',
  ),
  bullet(bold('Verksamhetsplan:'), ' det vi ska göra tillsammans under ett år, med en budget.'),
  bullet(bold('Återremiss:'), ' kommunstyrelsen skickar tillbaka ärendet för att något ska utredas eller ändras.'),

  heading(1, 'Nästa steg'),
  body('Utkastet är öppet för alla åtta kommuner. Dagarna nedan är påhittade och visar hur en tidplan kan se ut.'),
  step(
    'Till och med den 30 september 2026 skriver vi i utkastet. Den som saknar något föreslår det med ord ',
    'som går att föra in, inte bara med en önskan.',
  ),
  step('Den 30 oktober 2026 är sista dag för kommunernas inspel.'),
  step(
    'Under november svarar sekretariatet på varje punkt. Kommunerna får två veckor på sig att säga om ',
    'något kvarstår.',
  ),
  step('Den 7 januari 2027 blir det redaktionsstopp.'),
  step('Den 21 januari 2027 fastställs versionen och skickas till kommunerna.'),
  step('Under mars 2027 beslutar kommunstyrelserna.'),
  body('Tre frågor är fortfarande öppna, och här behöver vi hjälp av den som läser:'),
  bullet('Är målet för gods skrivet så att det går att följa, även om uppgifterna från hamnarna kommer i olika form?'),
  bullet('Hur ska vi redovisa resor på kvällen, när trafiken är så olika i de åtta kommunerna?'),
  bullet(
    'Räcker det att ett grönområde är öppet för alla, eller ska det också gå att nå för den som använder ',
    'rullstol?',
  ),
  body('Skriv svaret där frågan hör hemma i texten, så att andra läser det i sitt sammanhang.'),
  body(
    'Programmet gäller när alla åtta kommunstyrelser har godkänt samma text. Mer om samarbetet finns på ',
    link('Södertörnssamverkans sidor', 'https://www.sodertorn.example/'),
    '.',
  ),
]
